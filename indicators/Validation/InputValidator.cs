using System.Text.RegularExpressions;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Validation;

/// <summary>An input with the data sets and the measure that it names.</summary>
/// <param name="Input">As written.</param>
/// <param name="DataSets">Its data sets in the order of the list.</param>
/// <param name="Measure">Its measure, as the first data set declares it.</param>
/// <param name="Unit">Unit of the measure.</param>
internal sealed record ResolvedInput(IndicatorInput Input, IReadOnlyList<DataSet> DataSets, Measure Measure, Unit Unit)
{
    /// <summary>Whether its rows have a key column for a breakdown: the data sets have it, and where does not fix it.</summary>
    public bool IsKeyedBy(string breakdown) => !IsFiltered(breakdown) && DataSets.All(set => set.Breakdowns.Any(b => b.Name == breakdown));

    /// <summary>Whether members of a breakdown are chosen or left out.</summary>
    public bool IsFiltered(string breakdown) => Input.Where.ContainsKey(breakdown) || Input.Except.ContainsKey(breakdown);

    /// <summary>The input as the formula checker knows it.</summary>
    public FormulaInput ForFormula => new(Input.Name, Unit, Measure.Additive)
    {
        CaseBreakdowns = DataSets.Count != 1 ? [] : [.. DataSets[0].Breakdowns
            .Where(breakdown => breakdown.Total is null && !IsFiltered(breakdown.Name) && Formulas.Unit.TryParse(breakdown.Name, out _)).Select(breakdown => breakdown.Name)],
    };
}

/// <summary>Finds the data sets and measures that inputs name.</summary>
internal sealed partial class InputValidator(IReadOnlyList<DataSet> dataSets, YamlLines lines, DiagnosticBag bag)
{
    /// <summary>The input with what it names; null when something was reported.</summary>
    public ResolvedInput? Resolve(IndicatorInput input)
    {
        var place = $"inputs.{input.Name}";
        CheckName(input.Name, lines[place]);
        var sets = input.DataSets
            .Select((id, i) => DataSet(id, lines[input.DataSets.Count == 1 ? $"{place}.dataset" : $"{place}.dataset[{i}]"])).OfType<DataSet>().ToList();
        if (sets.Count == 0 || sets.Count < input.DataSets.Count || input.Measure.Length == 0)
        {
            return null;
        }

        var measures = sets.Select(set => Measure(set, input.Measure, lines[$"{place}.measure"])).OfType<Measure>().ToList();
        var filtersHold = sets.All(set => input.Where.Keys.All(key => HasBreakdown(set, key, lines[$"{place}.where.{key}"])))
            && sets.All(set => input.Except.Keys.All(key => HasBreakdown(set, key, lines[$"{place}.except.{key}"])))
            && input.Except.Keys.All(key => IsOneFilter(input, key, lines[$"{place}.except.{key}"]));
        if (measures.Count < sets.Count || !filtersHold || !AreAlike(sets, measures, lines[$"{place}.dataset"]))
        {
            return null;
        }

        return Unit(measures[0], lines[$"{place}.measure"]) is { } unit ? new(input, sets, measures[0], unit) : null;
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex InputName();

    private void CheckName(string name, int line)
    {
        if (!InputName().IsMatch(name))
        {
            bag.Error(
                DiagnosticCodes.BadId,
                line,
                $"'{name}' cannot name an input",
                "use lower case letters, digits and underscores, starting with a letter, as formulas do");
        }
    }

    private DataSet? DataSet(string id, int line)
    {
        var found = dataSets.FirstOrDefault(set => set.Id == id);
        if (found is null)
        {
            bag.Error(
                DiagnosticCodes.UnknownDataSet,
                line,
                $"no source delivers a data set '{id}'",
                NearestName.Hint(id, dataSets.Select(set => set.Id)));
        }

        return found;
    }

    private Measure? Measure(DataSet set, string name, int line)
    {
        var found = set.FindMeasure(name);
        if (found is null)
        {
            bag.Error(
                DiagnosticCodes.UnknownMeasure,
                line,
                $"data set '{set.Id}' has no measure '{name}'",
                NearestName.Hint(name, set.Measures.Select(measure => measure.Name)));
        }

        return found;
    }

    private bool HasBreakdown(DataSet set, string name, int line)
    {
        var found = set.Breakdowns.Any(breakdown => breakdown.Name == name);
        if (!found)
        {
            bag.Error(
                DiagnosticCodes.UnknownBreakdown,
                line,
                $"data set '{set.Id}' has no breakdown '{name}'",
                NearestName.Hint(name, set.Breakdowns.Select(breakdown => breakdown.Name)));
        }

        return found;
    }

    private bool IsOneFilter(IndicatorInput input, string breakdown, int line)
    {
        var both = input.Where.ContainsKey(breakdown);
        if (both)
        {
            bag.Error(
                DiagnosticCodes.BadFilter,
                line,
                $"'{breakdown}' stands under both where and except",
                "choose members with where, or leave some out with except");
        }

        return !both;
    }

    private bool AreAlike(List<DataSet> sets, List<Measure> measures, int line)
    {
        var alike = measures.TrueForAll(measure => measure.Unit == measures[0].Unit && measure.Additive == measures[0].Additive)
            && sets.TrueForAll(set => set.Frequency == sets[0].Frequency);
        if (!alike)
        {
            bag.Error(
                DiagnosticCodes.UnlikeDataSets,
                line,
                $"'{measures[0].Name}' differs in unit, kind or frequency among {string.Join(", ", sets.Select(set => set.Id))}",
                "a list continues one series; use data sets that hold the same figure");
        }

        return alike;
    }

    private Unit? Unit(Measure measure, int line)
    {
        if (Formulas.Unit.TryParse(measure.Unit, out var unit))
        {
            return unit;
        }

        bag.Error(
            DiagnosticCodes.UnknownUnit,
            line,
            $"measure '{measure.Name}' has the unit '{measure.Unit}', which is not in the list of units",
            $"correct the source's source.yml: {NearestName.Hint(measure.Unit, Formulas.Unit.Words)}");
        return null;
    }
}
