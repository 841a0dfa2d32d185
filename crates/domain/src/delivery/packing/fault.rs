//! Why packing data are not taken, with the packages in question. Texts are under `packing-…`.

use crate::{Message, Quantity, Say, Text, delivery::FieldFault};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackingFault {
    Field(FieldFault),
    NoRows,
    TooManyPackages {
        most: i64,
    },
    NoPackages {
        numbers: String,
    },
    Empty {
        numbers: String,
    },
    /// Two rows claim the same number.
    NumbersTwice {
        numbers: String,
        others: String,
    },
    WeightOutside {
        numbers: String,
        what: Text,
        most_kg: i64,
    },
    NetAboveGross {
        numbers: String,
        net: String,
        gross: String,
    },
    SizeOutside {
        numbers: String,
        most_cm: i64,
    },
    QuantityOutside {
        numbers: String,
        quantity: Quantity,
        most: Quantity,
    },
    InFractions {
        numbers: String,
        quantity: Quantity,
    },
    /// More has left than would then be packed.
    BelowShipped {
        goods: Text,
        packed: Quantity,
        shipped: Quantity,
    },
}

impl From<FieldFault> for PackingFault {
    fn from(fault: FieldFault) -> Self {
        PackingFault::Field(fault)
    }
}

impl Say for PackingFault {
    fn say(&self) -> Message {
        use PackingFault::*;
        let of = |key, numbers: &String| Message::new(key).with("numbers", numbers.as_str());
        match self {
            Field(fault) => fault.say(),
            NoRows => Message::new("packing-no-rows"),
            TooManyPackages { most } => Message::new("packing-too-many-packages").with("most", *most),
            NoPackages { numbers } => of("packing-no-packages", numbers),
            Empty { numbers } => of("packing-empty", numbers),
            NumbersTwice { numbers, others } => of("packing-numbers-twice", numbers).with("others", others.as_str()),
            WeightOutside { numbers, what, most_kg } => {
                of("packing-weight-outside", numbers).with("what", what).with("most", *most_kg)
            }
            NetAboveGross { numbers, net, gross } => {
                of("packing-net-above-gross", numbers).with("net", net.as_str()).with("gross", gross.as_str())
            }
            SizeOutside { numbers, most_cm } => of("packing-size-outside", numbers).with("most", *most_cm),
            QuantityOutside { numbers, quantity, most } => of("packing-quantity-outside", numbers)
                .with("quantity", quantity.to_string())
                .with("most", most.to_string()),
            InFractions { numbers, quantity } => {
                of("packing-in-fractions", numbers).with("quantity", quantity.to_string())
            }
            BelowShipped { goods, packed, shipped } => Message::new("packing-below-shipped")
                .with("goods", goods)
                .with("packed", packed.to_string())
                .with("shipped", shipped.to_string()),
        }
    }
}
