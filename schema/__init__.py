"""What the world sees: types that declare, inputs, and the SDL."""
