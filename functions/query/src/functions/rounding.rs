//! Ratios and rounded numbers, for what is above a release boundary. Total: no input makes an error.

use std::sync::Arc;

use datafusion::arrow::array::{AsArray, Float64Array};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::common::exec_err;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, TypeSignature, Volatility};

/// Decimals of a ratio.
const RATIO_DECIMALS: i64 = 3;

/// The most decimals that a double can tell apart.
const DECIMALS_MAX: i64 = 15;

/// How far below a half a product may fall by the binary representation of its factors and still be a half.
const HALF_TOLERANCE: f64 = 1e-9;

/// `ratio(part, whole)`: the quotient with three decimals; null where the whole is zero or either is null.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Ratio {
    signature: Signature,
}

/// `rounded(value, decimals)`: the number with that many decimals, halves away from zero.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Rounded {
    signature: Signature,
}

impl Ratio {
    pub(super) fn new() -> Self {
        Self { signature: Signature::new(TypeSignature::Exact(vec![DataType::Float64, DataType::Float64]), Volatility::Immutable) }
    }
}

impl Rounded {
    pub(super) fn new() -> Self {
        Self { signature: Signature::new(TypeSignature::Exact(vec![DataType::Float64, DataType::Int64]), Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Ratio {
    fn name(&self) -> &'static str {
        "ratio"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [parts, wholes] = arguments.args.as_slice() else { return exec_err!("ratio takes a part and a whole") };
        let (parts, wholes) = (parts.to_array(arguments.number_rows)?, wholes.to_array(arguments.number_rows)?);
        let pairs = parts.as_primitive::<Float64Type>().iter().zip(wholes.as_primitive::<Float64Type>());
        let ratios: Float64Array = pairs.map(|(part, whole)| ratio(part?, whole?)).collect();
        Ok(ColumnarValue::Array(Arc::new(ratios)))
    }
}

impl ScalarUDFImpl for Rounded {
    fn name(&self) -> &'static str {
        "rounded"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [values, decimals] = arguments.args.as_slice() else { return exec_err!("rounded takes a number and its decimals") };
        let (values, decimals) = (values.to_array(arguments.number_rows)?, decimals.to_array(arguments.number_rows)?);
        let pairs = values.as_primitive::<Float64Type>().iter().zip(decimals.as_primitive::<Int64Type>());
        let rounded: Float64Array = pairs.map(|(value, decimals)| Some(rounded(value?, decimals?))).collect();
        Ok(ColumnarValue::Array(Arc::new(rounded)))
    }
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| rounded(part / whole, RATIO_DECIMALS))
}

/// Halves go away from zero, also those that no double holds exactly: 12.45 becomes 12.5 though it is stored a little below.
fn rounded(value: f64, decimals: i64) -> f64 {
    let scale = 10f64.powi(i32::try_from(decimals.clamp(0, DECIMALS_MAX)).unwrap_or_default());
    (value * scale + HALF_TOLERANCE.copysign(value)).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!([12.45, 12.05, 12.449, -12.45, 0.0].map(|value| rounded(value, 1)), [12.5, 12.1, 12.4, -12.5, 0.0]);
        assert_eq!(rounded(0.000_5, 3), 0.001);
        assert_eq!(rounded(2.5, 0), 3.0);
    }

    #[test]
    fn a_ratio_has_three_decimals_and_no_zero_below() {
        assert_eq!(ratio(2.0, 3.0), Some(0.667));
        assert_eq!(ratio(1.0, 16.0), Some(0.063));
        assert_eq!(ratio(1.0, 0.0), None);
    }
}
