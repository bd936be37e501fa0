// Rents
