using System.Globalization;
using Insight.Indicators.Compilation;
using Insight.Indicators.Computation;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Tests.Computation;

/// <summary>A small warehouse with facts, a lake, and a catalogue that is computed as a run computes it.</summary>
internal sealed class ComputedCatalog : IDisposable
{
    private static readonly DateOnly Current = new(2026, 1, 1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("insight-computation-");
    private readonly IReadOnlyList<DataSet> dataSets;
    private readonly Dictionary<string, int> lastChanges = [];

    public ComputedCatalog(IReadOnlyList<DataSet> dataSets, AreaDirectory areas, params (string Id, string Fields)[] definitions)
    {
        this.dataSets = dataSets;
        Store = new PublicationStore(Path.Combine(folder.FullName, "lake"));
        Connection.Open();
        Run("CREATE SCHEMA facts");
        ReferenceTables.For(areas, dataSets, Current).Write(Connection);
        var themes = CatalogFile.ReadFolder(AppContext.BaseDirectory).First(file => file.Kind == CatalogFileKind.Themes);
        Catalog = CatalogLoader.FromFiles([themes, .. definitions.Select(d => new CatalogFile($"catalog/employment/{d.Id}.yml", Definition(d.Id, d.Fields)))], dataSets, areas).ThrowIfInvalid();
    }

    public DuckDBConnection Connection { get; } = new("Data Source=:memory:");

    public PublicationStore Store { get; }

    public Catalog Catalog { get; }

    /// <summary>Puts facts (area, period, figures in the order of the measures) into a data set, as a load of a number.</summary>
    public void Load(string dataSet, int load, params string[] rows)
    {
        var set = dataSets.Single(s => s.Id == dataSet);
        FactTables.Ensure(Connection, set);
        foreach (var row in rows.Select(r => r.Split(' ')))
        {
            var columns = new[] { "area", "period" }.Concat(set.Measures.Select(m => m.Name)).Append("recorded_from");
            Run($"INSERT INTO {FactTables.Name(set)} ({FactTables.Quoted(columns)}) VALUES ({string.Join(", ", row.Select(word => word == "-" ? "NULL" : $"'{word}'"))}, {load})");
        }

        lastChanges[dataSet] = load;
    }

    /// <summary>Computes what changed since a publication and says which indicators those were.</summary>
    public (PublicationManifest Publication, List<string> Recomputed) Compute(PublicationManifest? before = null, int sideBySide = 2)
    {
        var recomputed = new List<string>();
        var inputs = new ComputationInputs(Catalog, dataSets, lastChanges, Current, "areas", "1.0.0");
        var indicators = new IndicatorComputation(Connection, Store, folder.FullName, inputs) { SideBySide = sideBySide }.ComputeAll(
            before, (id, again) => recomputed.AddRange(again ? [id] : []), CancellationToken.None);
        return (new PublicationManifest("p", "public", DateTimeOffset.UnixEpoch, "1.0.0", null, "areas", [], indicators, [], [], new(0, 0, 0, 0, 0)), recomputed);
    }

    /// <summary>The rows of a slice as texts: area period value status break.</summary>
    public List<string> Rows(PublishedIndicator indicator, string division = PublishedSlice.Current)
    {
        using var command = Connection.CreateCommand();
        var slice = indicator.Slices.Single(s => s.Division == division);
        command.CommandText = $"SELECT area, period, value, coalesce(status, '-'), \"break\" FROM {SliceRelation.Of(Store, slice, indicator.Breakdowns)} ORDER BY area, period";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var value = reader.IsDBNull(2) ? "-" : Convert.ToDouble(reader.GetValue(2), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
            rows.Add($"{reader.GetString(0)} {reader.GetString(1)} {value} {reader.GetString(3)}{(reader.GetBoolean(4) ? " B" : "")}");
        }

        return rows;
    }

    public void Dispose()
    {
        Connection.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Definition(string id, string fields)
    {
        var stream = new YamlDotNet.RepresentationModel.YamlStream();
        stream.Load(new StringReader(fields));
        return CaseFiles.PlainDefinition.With((YamlDotNet.RepresentationModel.YamlMappingNode)stream.Documents[0].RootNode, id);
    }

    private void Run(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
