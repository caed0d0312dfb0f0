using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Compilation;

/// <summary>One SQL statement that computes an indicator for every area and period in one municipal division and one frequency.</summary>
/// <param name="Sql">The statement; it reads schema <c>facts</c> and <c>ref</c> (see <see cref="ReferenceTables"/>) and has no parameters.</param>
/// <param name="Columns">
/// Its columns: area, period, breakdowns, value, numerator, denominator, status (NULL is normal), members, members_present (NULL for
/// municipalities, and where an aggregate's figure is the producer's own), load. Rows are ordered by area, breakdowns, period.
/// </param>
/// <param name="Breakdowns">Names of the breakdown columns; a breakdown without a total of its own gets a member <c>total</c>.</param>
/// <param name="DataSets">Ids of the data sets that it reads.</param>
/// <param name="Division">The municipal division of its areas.</param>
/// <param name="Frequency">Frequency of its periods.</param>
public sealed record CompiledIndicator(
    string Sql, IReadOnlyList<string> Columns, IReadOnlyList<string> Breakdowns, IReadOnlyList<string> DataSets, Division Division, Frequency Frequency);
