"""The section "Giới thiệu": who leads, how the authority is organised, its places on a map, its history and sights."""
