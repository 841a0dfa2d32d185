//! What is unclear in a sample order is asked of the customer, and stays open until it is answered.

use serde::{Deserialize, Serialize};

use super::Mark;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub words: String,
    pub asked: Mark,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub words: String,
    /// Who of the customer's people said it; empty where nobody wrote that down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    pub mark: Mark,
}
