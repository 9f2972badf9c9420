"""What the screens of the back office share in all apps: rights, panels, menus, registers, downloads."""
