//! The column types that both databases know: BIGINT, TEXT, BYTEA/BLOB, NULL. Ids are 16 bytes, times and dates are
//! ISO-8601 text.

use std::str::FromStr;

use jiff::{Timestamp, civil::Date};
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::{Error, Result};

/// A value on its way into a statement.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    Null,
    Int(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Id([u8; 16]),
}

macro_rules! value_from {
    ($($from:ty => $make:expr),* $(,)?) => {
        $(impl<'a> From<$from> for Value<'a> {
            fn from(value: $from) -> Self {
                ($make)(value)
            }
        })*
    };
}

value_from! {
    i64 => Value::Int,
    u64 => |n: u64| Value::Int(n.cast_signed()),
    u32 => |n| Value::Int(i64::from(n)),
    usize => |n: usize| Value::Int(n as i64),
    bool => |yes| Value::Int(i64::from(yes)),
    &'a str => Value::Text,
    &'a String => |text: &'a String| Value::Text(text.as_str()),
    &'a [u8] => Value::Bytes,
    &'a [u8; 32] => |bytes: &'a [u8; 32]| Value::Bytes(bytes),
    uuid::Uuid => |id: uuid::Uuid| Value::Id(id.into_bytes()),
    yidan_domain::OrderId => |id: yidan_domain::OrderId| Value::from(id.0),
    yidan_domain::CustomerId => |id: yidan_domain::CustomerId| Value::from(id.0),
    yidan_domain::ProductId => |id: yidan_domain::ProductId| Value::from(id.0),
    yidan_domain::PersonId => |id: yidan_domain::PersonId| Value::from(id.0),
    yidan_domain::InvoiceId => |id: yidan_domain::InvoiceId| Value::from(id.0),
    yidan_domain::ReceiptId => |id: yidan_domain::ReceiptId| Value::from(id.0),
    yidan_domain::ReceivableEntryId => |id: yidan_domain::ReceivableEntryId| Value::from(id.0),
    yidan_domain::LotId => |id: yidan_domain::LotId| Value::from(id.0),
    yidan_domain::ProgressId => |id: yidan_domain::ProgressId| Value::from(id.0),
    yidan_domain::OutsideJobId => |id: yidan_domain::OutsideJobId| Value::from(id.0),
    yidan_domain::SupplierId => |id: yidan_domain::SupplierId| Value::from(id.0),
    yidan_domain::MaterialId => |id: yidan_domain::MaterialId| Value::from(id.0),
    yidan_domain::PurchaseId => |id: yidan_domain::PurchaseId| Value::from(id.0),
    yidan_domain::StockEntryId => |id: yidan_domain::StockEntryId| Value::from(id.0),
    yidan_domain::InspectionId => |id: yidan_domain::InspectionId| Value::from(id.0),
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Id(id) => ValueRef::Blob(id),
        }))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut bytes::BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) => number.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Bytes(bytes) => bytes.to_sql(kind, out),
            Value::Id(id) => id.as_slice().to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A row that was found, on either database. Columns are asked for by place, from 0.
pub enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    pub fn int(&self, column: usize) -> Result<i64> {
        self.int_opt(column)?.ok_or_else(|| missing(column))
    }

    pub fn int_opt(&self, column: usize) -> Result<Option<i64>> {
        match self {
            Row::Sqlite(row) => Ok(row.get(column)?),
            Row::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    pub fn yes(&self, column: usize) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    pub fn count(&self, column: usize) -> Result<u64> {
        Ok(self.int(column)?.cast_unsigned())
    }

    pub fn str(&self, column: usize) -> Result<&str> {
        self.str_opt(column)?.ok_or_else(|| missing(column))
    }

    pub fn str_opt(&self, column: usize) -> Result<Option<&str>> {
        match self {
            Row::Sqlite(row) => row.get_ref(column)?.as_str_or_null().map_err(Error::storage),
            Row::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    pub fn text(&self, column: usize) -> Result<String> {
        self.str(column).map(str::to_owned)
    }

    pub fn bytes(&self, column: usize) -> Result<&[u8]> {
        self.bytes_opt(column)?.ok_or_else(|| missing(column))
    }

    pub fn bytes_opt(&self, column: usize) -> Result<Option<&[u8]>> {
        match self {
            Row::Sqlite(row) => row.get_ref(column)?.as_blob_or_null().map_err(Error::storage),
            Row::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    pub fn uuid(&self, column: usize) -> Result<uuid::Uuid> {
        uuid::Uuid::from_slice(self.bytes(column)?).map_err(Error::storage)
    }

    pub fn uuid_opt(&self, column: usize) -> Result<Option<uuid::Uuid>> {
        self.bytes_opt(column)?.map(uuid::Uuid::from_slice).transpose().map_err(Error::storage)
    }

    pub fn date_opt(&self, column: usize) -> Result<Option<Date>> {
        self.parsed_opt(column)
    }

    pub fn time(&self, column: usize) -> Result<Timestamp> {
        self.parsed(column)
    }

    /// A column of JSON text.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T> {
        Ok(serde_json::from_str(self.str(column)?)?)
    }

    pub fn parsed<T: FromStr<Err: std::fmt::Display>>(&self, column: usize) -> Result<T> {
        self.str(column)?.parse().map_err(Error::storage)
    }

    pub fn parsed_opt<T: FromStr<Err: std::fmt::Display>>(&self, column: usize) -> Result<Option<T>> {
        self.str_opt(column)?.map(str::parse).transpose().map_err(Error::storage)
    }
}

fn missing(column: usize) -> Error {
    Error::Storage(format!("column {column} is empty"))
}
