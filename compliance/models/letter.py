"""The letter on which the whole of it rests."""

LEGAL_BASIS = "Công văn 2485/UBND-VX ngày 04/4/2019"
