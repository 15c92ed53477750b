//! What the aggregates of ours have in common: a sorted map from a number to a count as their state.
//!
//! Maps merge by adding counts, so neither the order of rows nor the number of partitions shows in a result, and the state grows with
//! the distinct numbers, not with the rows.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Int64Type};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::format_state_name;
use datafusion::logical_expr::{Accumulator, AggregateUDFImpl, Signature, TypeSignature, Volatility};

/// A node of the map with its share of the tree, in bytes: an estimate for the memory pool.
const ENTRY_BYTES: usize = 24;

/// Counts by number, and the aggregate's constant argument where it has one.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    counts: BTreeMap<i64, i64>,
    constant: Option<i64>,
}

impl Tally {
    /// Adds `count` to the number's count; a count of zero is not kept.
    pub(super) fn add(&mut self, number: i64, count: i64) {
        let entry = self.counts.entry(number).or_insert(0);
        *entry += count;
        if *entry == 0 {
            self.counts.remove(&number);
        }
    }

    /// Remembers the constant argument.
    pub(super) fn set_constant(&mut self, constant: Option<i64>) {
        self.constant = self.constant.or(constant);
    }

    /// The constant argument, where a row has told it.
    pub(super) const fn constant(&self) -> Option<i64> {
        self.constant
    }

    /// Numbers with their counts, in ascending order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.counts.iter().map(|(number, count)| (*number, *count))
    }
}

/// One aggregate: how a row changes the tally, and what the tally comes to.
pub(super) trait Statistic: Debug + Clone + Copy + PartialEq + Eq + Hash + Send + Sync + 'static {
    /// The name in SQL.
    const NAME: &'static str;

    /// The types of the arguments.
    fn arguments(self) -> Vec<DataType>;

    /// The type of the result.
    fn result(self) -> DataType;

    /// Takes rows; a row with a null counts nothing.
    fn update(self, tally: &mut Tally, columns: &[ArrayRef]);

    /// The result.
    fn evaluate(self, tally: &Tally) -> ScalarValue;
}

/// A [`Statistic`] as DataFusion sees it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct TallyAggregate<S> {
    statistic: S,
    signature: Signature,
}

impl<S: Statistic> TallyAggregate<S> {
    pub(super) fn new(statistic: S) -> Self {
        let signature = Signature::new(TypeSignature::Exact(statistic.arguments()), Volatility::Immutable);
        Self { statistic, signature }
    }
}

impl<S: Statistic> AggregateUDFImpl for TallyAggregate<S> {
    fn name(&self) -> &str {
        S::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(self.statistic.result())
    }

    fn accumulator(&self, _arguments: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(TallyAccumulator { statistic: self.statistic, tally: Tally::default() }))
    }

    fn state_fields(&self, arguments: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let numbers = || DataType::List(Arc::new(Field::new_list_field(DataType::Int64, true)));
        let field = |name, data_type| Arc::new(Field::new(format_state_name(arguments.name, name), data_type, true));
        Ok(vec![field("numbers", numbers()), field("counts", numbers()), field("constant", DataType::Int64)])
    }
}

#[derive(Debug)]
struct TallyAccumulator<S> {
    statistic: S,
    tally: Tally,
}

impl<S: Statistic> Accumulator for TallyAccumulator<S> {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.statistic.update(&mut self.tally, values);
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(self.statistic.evaluate(&self.tally))
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.tally.counts.len() * ENTRY_BYTES
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let list = |numbers: Vec<ScalarValue>| ScalarValue::List(ScalarValue::new_list_nullable(&numbers, &DataType::Int64));
        let (numbers, counts) = self.tally.entries().map(|(number, count)| (number.into(), count.into())).unzip();
        Ok(vec![list(numbers), list(counts), ScalarValue::Int64(self.tally.constant)])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let (numbers, counts) = (states[0].as_list::<i32>(), states[1].as_list::<i32>());
        let constants = states[2].as_primitive::<Int64Type>();
        for row in 0..numbers.len() {
            let (numbers, counts) = (numbers.value(row), counts.value(row));
            let counts = counts.as_primitive::<Int64Type>().values();
            for (number, count) in numbers.as_primitive::<Int64Type>().values().iter().zip(counts) {
                self.tally.add(*number, *count);
            }
            self.tally.set_constant(constants.is_valid(row).then(|| constants.value(row)));
        }
        Ok(())
    }
}

/// The rows at which no column is null.
pub(super) fn complete_rows(columns: &[ArrayRef]) -> impl Iterator<Item = usize> + '_ {
    (0..columns[0].len()).filter(|&row| columns.iter().all(|column| column.is_valid(row)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use datafusion::arrow::compute::concat;

    /// Evaluates a statistic over rows cut into pieces, each piece tallied apart and the states merged in the given order.
    pub(crate) fn evaluate_in_pieces<S: Statistic>(statistic: S, columns: &[ArrayRef], pieces: usize, reverse: bool) -> ScalarValue {
        let rows = columns[0].len();
        let mut states: Vec<Vec<ArrayRef>> = Vec::new();
        for piece in 0..pieces {
            let (from, to) = (rows * piece / pieces, rows * (piece + 1) / pieces);
            let mut accumulator = TallyAccumulator { statistic, tally: Tally::default() };
            let sliced: Vec<ArrayRef> = columns.iter().map(|column| column.slice(from, to - from)).collect();
            accumulator.update_batch(&sliced).expect("an update");
            let state = accumulator.state().expect("a state");
            states.push(state.iter().map(|value| value.to_array().expect("an array")).collect());
        }
        if reverse {
            states.reverse();
        }
        let merged: Vec<ArrayRef> = (0..3)
            .map(|column| concat(&states.iter().map(|state| state[column].as_ref()).collect::<Vec<_>>()).expect("states of one type"))
            .collect();
        let mut accumulator = TallyAccumulator { statistic, tally: Tally::default() };
        accumulator.merge_batch(&merged).expect("a merge");
        accumulator.evaluate().expect("a result")
    }
}
