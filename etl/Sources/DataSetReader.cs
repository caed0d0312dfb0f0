using System.Globalization;
using System.Text.RegularExpressions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources;

/// <summary>Reads the <c>datasets:</c> of a source.yml.</summary>
internal sealed partial class DataSetReader(string sourceId, bool synthetic, bool isPublic, TakenIds taken, string file)
{
    /// <summary>What <c>division: current</c> means: the municipal division of this year.</summary>
    private static readonly DateOnly CurrentDivision = new(2026, 1, 1);

    private static readonly string[] Frequencies = ["year", "quarter", "month"];

    /// <summary>What every delivered or pushed row is made of beside breakdowns; a breakdown of such a name could not be told from it.</summary>
    private static readonly string[] RowWords = ["area", "period", "year", "quarter", "month", "measure", "value", "status"];

    /// <summary>In the order of <see cref="DeliveryScope"/>.</summary>
    private static readonly string[] Scopes = ["rows", "data-set", "periods", "areas", "areas-and-periods"];

    /// <summary>All data sets of the source.</summary>
    public IReadOnlyList<DataSet> Read(SourceFields fields)
    {
        var dataSets = fields.Each("datasets", "id", "frequency", "division", "covers", "withdraws_at_most", "breakdowns", "measures");
        if (dataSets.Count == 0)
        {
            fields.Wrong("datasets", "names no data set.", "Say at least one that the source fills.", "SRC002");
        }

        return [.. dataSets.Select(One)];
    }

    private DataSet One(SourceFields fields)
    {
        var id = SourceReader.Id(fields, "id");
        taken.Take("data set", id, fields, file);
        var measures = Measures(fields);
        return new DataSet(
            id,
            sourceId,
            fields.Choice("frequency", Frequencies) switch { "month" => Frequency.Monthly, "quarter" => Frequency.Quarterly, _ => Frequency.Annual },
            fields.Parsed("division", Division.AsWas, text => Division.Parse(text, CurrentDivision)),
            [.. fields.Each("breakdowns", "name", "total", "apart").Select(b => new Breakdown(BreakdownName(b, measures), b.TextOrNull("total")) { Apart = b.Texts("apart") })],
            measures,
            synthetic)
        {
            IsPublic = isPublic,
            Covers = fields.Has("covers") ? (DeliveryScope)Array.IndexOf(Scopes, fields.Choice("covers", Scopes)) : DeliveryScope.Rows,
            MostWithdrawn = fields.Has("withdraws_at_most") ? Percent(fields) : 10,
        };
    }

    private static int Percent(SourceFields fields) => fields.Parsed("withdraws_at_most", 10, text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? percent
            : throw new FormatException("Write a whole number of per cent from 0 to 100."));

    private static IReadOnlyList<Measure> Measures(SourceFields fields)
    {
        var measures = fields.Each("measures", "name", "unit", "additive", "same_as").Select(One).ToList();
        if (measures.Count == 0)
        {
            fields.Wrong("measures", "names no measure.", "Say at least one.", "SRC002");
        }

        foreach (var twice in measures.GroupBy(m => m.Name).Where(g => g.Count() > 1))
        {
            fields.Wrong("measures", $"names '{twice.Key}' twice.", "Every measure is a column of its own.", "SRC006");
        }

        return measures;

        static Measure One(SourceFields measure)
        {
            var unit = measure.Choice("unit", MeasureUnits.All);
            var rate = MeasureUnits.NeverAddsUp(unit);
            var additive = measure.Flag("additive", !rate);
            if (additive && rate)
            {
                measure.Wrong("additive", $"is true, but {unit} never adds up over areas.", "Write additive: false, or leave it out.");
            }

            return new Measure(Column(measure, "name"), unit, additive) { SameAs = measure.TextOrNull("same_as") };
        }
    }

    private static string BreakdownName(SourceFields breakdown, IReadOnlyList<Measure> measures)
    {
        const string remedy = "Every breakdown and every measure is a column of its own.";
        var name = Column(breakdown, "name");
        return (RowWords.Contains(name) ? breakdown.Wrong("name", $"is '{name}', which in delivered and pushed rows is the {name} itself.", $"Give the breakdown another name, such as {name}_class; {string.Join(", ", RowWords)} are taken.", "SRC006")
            : measures.Any(m => m.Name == name) ? breakdown.Wrong("name", $"is '{name}', as is a measure.", remedy, "SRC006")
            : measures.Any(m => FactTables.StatusColumn(m) == name) ? breakdown.Wrong("name", $"is '{name}', as is the column of a measure's status.", remedy, "SRC006")
            : name) ?? name;
    }

    private static string Column(SourceFields fields, string name)
    {
        var text = fields.Text(name);
        return text.Length == 0 || Snake().IsMatch(text)
            ? text
            : fields.Wrong(name, $"is '{text}'.", "Write lower-case letters, digits and underscores, a letter first.") ?? text;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Snake();
}
