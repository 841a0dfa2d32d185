//! Letters of credit: what they say, how they are reviewed against the order, and when they may release production.
