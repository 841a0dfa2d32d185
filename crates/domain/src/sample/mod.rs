//! Samples (S2): what is asked for, the rounds, what the customer says.
