"""What the screens of the back office share in all apps: rights, decisions, panels, menus, registers, downloads."""
