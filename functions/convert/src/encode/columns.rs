//! Columns of texts as dictionaries: keys into texts that are kept once.

use std::sync::Arc;

use arrow::array::{ArrayRef, DictionaryArray, Int32Array, StringArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef};
use arrow::error::ArrowError;

use crate::rows::texts::{NO_TEXT, Texts};

/// The texts of a column, for the keys of many arrays.
#[derive(Clone, Debug)]
pub(crate) struct Dictionary(ArrayRef);

impl Dictionary {
    /// Takes texts in the order of their keys.
    pub(crate) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        Self(Arc::new(StringArray::from_iter_values(texts)))
    }

    /// Takes all of a set of texts.
    pub(crate) fn of(texts: &Texts) -> Self {
        Self::new(texts.iter())
    }

    /// An array of keys into the texts; [`NO_TEXT`] is null.
    pub(crate) fn array(&self, keys: impl Iterator<Item = u32>) -> Result<ArrayRef, ArrowError> {
        let keys: Vec<u32> = keys.collect();
        // Most columns have no null: then nothing is asked of each key.
        let nulls = keys.contains(&NO_TEXT).then(|| keys.iter().map(|key| *key != NO_TEXT).collect::<NullBuffer>());
        let keys: Vec<i32> = keys.iter().map(|key| i32::try_from(*key).unwrap_or(-1)).collect();
        let keys = Int32Array::try_new(keys.into(), nulls)?;
        Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(keys, Arc::clone(&self.0))?))
    }
}

/// The type of arrays that a [`Dictionary`] gives.
pub(crate) fn dictionary_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

/// A schema with its columns of texts as dictionaries. In the file they are the same, and they are read back as texts.
pub(crate) fn with_dictionaries(schema: &Schema) -> SchemaRef {
    let fields = schema.fields().iter().map(|field| match field.data_type() {
        DataType::Utf8 => Field::new(field.name(), dictionary_type(), field.is_nullable()),
        _ => field.as_ref().clone(),
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}
