namespace Insight.Api.Problems;

/// <summary>One row of a delivery that was refused.</summary>
/// <param name="Line">Line of the file or row of the sheet, from 1; of JSON the position of the record.</param>
/// <param name="Column">The column, by its name in the file.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record BadRow(long Line, string Column, string Value, string Reason, string Remedy);
