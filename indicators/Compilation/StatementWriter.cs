using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Compilation;

/// <summary>Writes the statement of a plan: read, recode, continue, annualise, join, aggregate, divide.</summary>
internal sealed class StatementWriter(IndicatorPlan plan, StepNames names)
{
    private readonly List<Cte> steps = [];
    private readonly SeriesSteps series = new(plan);

    /// <summary>The whole statement.</summary>
    public string Write()
    {
        var components = plan.Kind == FormulaKind.Weighted ? Weighted() : Joined([.. plan.Series.Select(Ready)]);
        steps.AddRange(new AggregateSteps(plan, components).All());
        var functions = new FunctionSteps(plan);
        steps.AddRange(functions.All);
        return $"{Head()}\nWITH\n{string.Join(",\n", steps)}\n{Result(functions.Last, functions.Shape)}\n";
    }

    private string Head()
    {
        var definition = plan.Definition;
        var frequency = DefinitionWords.Frequencies.WordFor(plan.Frequency);
        return string.Create(CultureInfo.InvariantCulture, $"""
            -- {definition.Id}, version {definition.Version}: {definition.Formula.ReplaceLineEndings(" ")}
            -- by {frequency}, municipal division {plan.Division}, {DefinitionWords.Aggregations.WordFor(definition.Aggregation)}
            -- severity (ref.status_rank, ref.status_code): 0 normal, {StatusSql.Legend}; from {StatusSql.FirstMissing} on there is no number
            """);
    }

    private string Add(Cte step)
    {
        var named = step with { Name = names.Take(step.Name) };
        steps.Add(named);
        return named.Name;
    }

    /// <summary>A series of its own: read, recoded, continued over its data sets, brought to the frequency asked for.</summary>
    private (SeriesPlan Plan, string Step) Ready(SeriesPlan item)
    {
        var components = item.Components.Select(component => component.Name).ToList();
        var whole = item.Scans is [var scan]
            ? plan.CaseKey is null ? RecodedYears(Read(scan, item), scan.DataSet, item.Keys, components) : Cases(scan, item, components)
            : Annual(Continued(item, [.. item.Scans.Select(part => Recoded(Counted(part, item), part.DataSet, part.DataSet.Frequency, item.Keys, components))]), item.Delivered, item.Keys, components);
        return (item, item.Lag == 0 ? whole : Add(series.Lagged(whole, item)));
    }

    /// <summary>Rates get their numerators in the division in which they were published, and only then are recoded.</summary>
    private string Weighted()
    {
        var sides = plan.Series.Select(item => (Plan: item, Step: Continued(item, [.. item.Scans.Select(scan => Read(scan, item))]))).ToList();
        var rate = sides.First(side => side.Plan.Components[0].Name == Component.Published);
        var weight = sides.First(side => side.Plan.Components[0].Name == Component.Denominator);
        var rebuilt = series.Rebuilt(rate.Step, weight.Step, rate.Plan.Keys);
        steps.Add(rebuilt);
        return RecodedYears(rebuilt.Name, rate.Plan.Scans[0].DataSet, rate.Plan.Keys, plan.Components);
    }

    private string Read(ScanPlan scan, SeriesPlan item)
    {
        steps.Add(series.Scan(scan, item));
        if (plan.CaseKey is null)
        {
            return scan.IsSummed ? Add(series.Sums(scan, item)) : scan.Name;
        }

        // Cases are added up by all steps that follow; totals of breakdowns and windows need them added up before.
        var hasWindow = plan.Definition.Calculation.Window is not null;
        var step = scan.IsSummed && (hasWindow || scan.Totals.Count > 0) ? Add(series.Sums(scan, item)) : scan.Name;
        return hasWindow ? Add(series.Filled(step, item)) : step;
    }

    /// <summary>What is delivered; of cases with a row of all cases beside those of each length.</summary>
    private string Counted(ScanPlan scan, SeriesPlan item)
    {
        var step = Read(scan, item);
        return plan.CaseKey is null ? step : Add(series.Counted(step, Add(series.AllCases(step, item)), item));
    }

    /// <summary>
    /// Cases by length, in the division and frequency asked for. Only of all cases together it matters whether parts and periods are complete, so that
    /// those of each length are added up over the periods first: there are many more of them.
    /// </summary>
    private string Cases(ScanPlan scan, SeriesPlan item, IReadOnlyList<string> components)
    {
        var step = Read(scan, item);
        var lengths = Recoded(Annual(step, item.Delivered, item.Keys, components), scan.DataSet, plan.Frequency, item.Keys, components);
        var all = RecodedYears(Add(series.AllCases(step, item)), scan.DataSet, item.Keys, components);
        return Add(series.Counted(lengths, all, item));
    }

    private string Recoded(string step, DataSet delivered, Frequency frequency, IReadOnlyList<string> keys, IReadOnlyList<string> components)
    {
        if (delivered.Division == plan.Division)
        {
            return step;
        }

        var recoding = new RecodingSteps(plan, delivered, keys, components);
        return Add(recoding.Recoded(step, Add(recoding.Merged(step, frequency)), frequency));
    }

    /// <summary>
    /// The same in the frequency asked for. Years are taken before areas are recoded, which is a twelfth of the rows; only parts that are merged are
    /// put together in every period, so that a year whose parts lack different months is told from one that nobody has in full.
    /// </summary>
    private string RecodedYears(string step, DataSet delivered, IReadOnlyList<string> keys, IReadOnlyList<string> components)
    {
        if (delivered.Division == plan.Division || delivered.Frequency == plan.Frequency)
        {
            return Annual(Recoded(step, delivered, delivered.Frequency, keys, components), delivered.Frequency, keys, components);
        }

        var recoding = new RecodingSteps(plan, delivered, keys, components);
        var merged = Annual(Add(recoding.Merged(step, delivered.Frequency)), delivered.Frequency, keys, components);
        return Add(recoding.Recoded(Annual(step, delivered.Frequency, keys, components), merged, plan.Frequency));
    }

    private string Continued(SeriesPlan item, IReadOnlyList<string> parts) => parts.Count == 1 ? parts[0] : Add(series.Continued(item, parts));

    private string Annual(string step, Frequency delivered, IReadOnlyList<string> keys, IReadOnlyList<string> components) =>
        delivered == plan.Frequency ? step : Add(series.Annual(step, delivered, keys, components));

    private string Joined(IReadOnlyList<(SeriesPlan Plan, string Step)> sides)
    {
        if (sides.Count == 1)
        {
            return sides[0].Step;
        }

        var joined = series.Joined(sides);
        steps.Add(joined);
        return joined.Name;
    }

    private string Result(string step, FigureShape shape)
    {
        var keys = plan.Definition.Breakdowns.Select(SqlText.Name).ToList();
        string[] columns =
        [
            "area",
            "period",
            .. keys,
            $"CASE WHEN severity < {StatusSql.FirstMissing} THEN {shape.Value()} END AS value",
            Carried(shape, Component.Numerator),
            Carried(shape, Component.Denominator),
            $"{StatusSql.Decode(shape.Severity())} AS status",
            "members",
            "members_present",
            "load",
        ];
        return $"""
            -- the value, where every part of it is there
            SELECT {SqlText.Lines(columns)}
            FROM {step}{Effective()}
            ORDER BY {SqlText.List(["area", .. keys, "period"])}
            """;
    }

    /// <summary>A version has values for the periods that begin while it holds.</summary>
    private string Effective()
    {
        var (from, to) = (plan.Definition.Effective.From, plan.Definition.Effective.To);
        var first = from is { } start ? Period.Containing(start, plan.Frequency) : (Period?)null;
        var conditions = new List<string>();
        if (first is { } period)
        {
            conditions.Add($"period >= {SqlText.Text((period.FirstDay < from ? period.Plus(1) : period).ToString())}");
        }

        if (to is { } end)
        {
            conditions.Add($"period <= {SqlText.Text(Period.Containing(end, plan.Frequency).ToString())}");
        }

        return conditions.Count == 0 ? "" : $"\nWHERE {string.Join(" AND ", conditions)}";
    }

    private static string Carried(FigureShape shape, string component) =>
        shape.Components.Contains(component) ? component : $"CAST(NULL AS DOUBLE PRECISION) AS {component}";
}
