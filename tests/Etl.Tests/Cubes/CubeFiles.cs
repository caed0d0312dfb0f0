using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Cubes;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Cubes;

/// <summary>A table at an address, read as the connector does; the figures are invented, in the producers' shapes.</summary>
internal sealed class CubeFiles : IDisposable
{
    private readonly PayloadFolder folder = new();
    private readonly SourceDefinition source;
    private readonly string ending;

    public CubeFiles(string table, Frequency frequency = Frequency.Annual, string[]? measures = null, string[]? breakdowns = null, string settings = "")
    {
        ending = table.Contains("format: px", StringComparison.Ordinal) ? ".px" : table.Contains("sdmx", StringComparison.Ordinal) ? ".csv" : ".json";
        source = SourceDefinitions.Of(
            "statistical-table", [SourceDefinitions.DataSet("figures", frequency, measures ?? ["figure"], breakdowns ?? [])],
            $"{settings}\ntables:\n  - {{name: t, url: t{ending}, dataset: figures, {table}}}");
        Staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
    }

    public StagingArea Staging { get; }

    public IReadOnlyList<string> Stage(string payload) => Stage(Encoding.UTF8.GetBytes(payload));

    /// <summary>Stages a payload; "area period members: figures" of each row.</summary>
    public IReadOnlyList<string> Stage(byte[] payload)
    {
        new CubeConnector().CheckSettings(source);
        new CubeConnector().Stage(source, [folder.Add("t" + ending, payload)], Staging, default);
        var table = Staging.Table("figures");
        return [.. Enumerable.Range(0, table.RowCount).Select(i => string.Join(' ', [
            table.Areas[i], table.Periods[i].ToString(), .. table.DataSet.Breakdowns.Select((_, b) => table.BreakdownColumn(b)[i])]) + ": "
            + string.Join(' ', table.DataSet.Measures.Select((_, m) => FormattableString.Invariant($"{table.MeasureColumn(m)[i].Value}{table.MeasureColumn(m)[i].Status.Code}"))))];
    }

    public void Dispose() => folder.Dispose();
}
