print("superpose")
