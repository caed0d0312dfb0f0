using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;
using Insight.Etl.Staging.Checks;

namespace Insight.Etl.Sources.Drift;

/// <summary>A table of the settings in the producer's codes of today.</summary>
/// <param name="Table">The table; its measures and breakdowns name what the producer has.</param>
/// <param name="Mapping">What its words mean, to be remembered when the load has succeeded.</param>
/// <param name="Findings">What the producer has renamed.</param>
internal sealed record MappedTable(CubeTable Table, TableMapping Mapping, IReadOnlyList<CheckFinding> Findings)
{
    /// <summary>The table as the last good mapping of its source helps to find it.</summary>
    /// <param name="source">The source, with the last good mappings.</param>
    /// <param name="table">As the settings say.</param>
    /// <param name="axes">The variables of today.</param>
    /// <exception cref="PayloadException">It is not certain any more what a word of the settings means; one sentence says which and what to do.</exception>
    public static MappedTable Certain(SourceDefinition source, CubeTable table, IReadOnlyList<CubeAxis> axes)
    {
        if (axes.Count == 0)
        {
            throw new PayloadException($"{table.Place}: the producer describes the table without any variable. Nothing was loaded and what is published stays; fetch it again, and if it stays so, look at the table at the producer's.");
        }

        var mapped = Of(table, axes, source.LastGood.GetValueOrDefault(table.Name));
        return mapped.Findings.FirstOrDefault(f => f.Severity == CheckSeverity.Stop) is { } stop
            ? throw new PayloadException($"{stop.Place}: the producer has changed {stop.Message} Nothing was loaded and what is published stays.")
            : mapped;
    }

    /// <summary>
    /// Finds the words of the settings among the variables of today, with the help of the last good mapping: a code that is gone is looked for
    /// by the text that it had. What cannot be found stays as the settings say, for whoever reads the table to refuse it.
    /// </summary>
    /// <param name="table">As the settings say.</param>
    /// <param name="axes">The variables of today.</param>
    /// <param name="last">The last good mapping, or null.</param>
    private static MappedTable Of(CubeTable table, IReadOnlyList<CubeAxis> axes, TableMapping? last)
    {
        var findings = new List<CheckFinding>();
        var known = last?.Language == table.Language ? last : null;
        var contents = ContentsOf(table, axes, known);
        var measures = table.Measures.ToDictionary(
            m => m.Key,
            m => Mapped(m.Value, contents, word => CubeRoles.PositionOf(word, contents.Values), known?.Contents.GetValueOrDefault(m.Value), table, findings),
            StringComparer.Ordinal);
        var breakdowns = table.Breakdowns.Select(b => Breakdown(b, [.. axes.Where(axis => axis != contents && !axis.IsTime)], known?.Breakdowns.GetValueOrDefault(b.Name), table, findings)).ToList();
        return new MappedTable(
            table with { Measures = measures.ToDictionary(m => m.Key, m => m.Value.Code, StringComparer.Ordinal), Breakdowns = [.. breakdowns.Select(b => b.Today)] },
            new TableMapping(
                table.Language,
                table.Measures.DistinctBy(m => m.Value).ToDictionary(m => m.Value, m => measures[m.Key], StringComparer.Ordinal),
                breakdowns.ToDictionary(b => b.Today.Name, b => b.Mapping, StringComparer.Ordinal)),
            findings);
    }

    /// <summary>The variable that has most of the contents, by the settings or by what they were last.</summary>
    private static CubeAxis ContentsOf(CubeTable table, IReadOnlyList<CubeAxis> axes, TableMapping? last) => axes.MaxBy(axis => (
        table.Measures.Values.Count(word => CodeMatch.Find(word, axis, CubeRoles.PositionOf(word, axis.Values), last?.Contents.GetValueOrDefault(word), null).Position >= 0),
        axis.IsCalled("contentscode") || axis.IsCalled("tiedot")))!;

    private static MappedCode Mapped(string word, CubeAxis axis, Func<string, int> bySettings, MappedCode? last, CubeTable table, List<CheckFinding> findings)
    {
        var match = CodeMatch.Find(word, axis, bySettings(word), last, table.ConfirmedLabels.GetValueOrDefault(word));
        if (match.Stop is { } stop)
        {
            findings.Add(DriftFinding.Stop(table, stop));
        }
        else if (match.Alert is { } alert)
        {
            findings.Add(DriftFinding.Alert(table, alert));
        }

        return match.Position < 0 ? last ?? new MappedCode(word, null) : new MappedCode(axis.Values[match.Position], axis.LabelAt(match.Position));
    }

    private static (CubeBreakdown Today, MappedVariable Mapping) Breakdown(
        CubeBreakdown breakdown, IReadOnlyList<CubeAxis> axes, MappedVariable? last, CubeTable table, List<CheckFinding> findings)
    {
        if ((axes.FirstOrDefault(axis => axis.IsCalled(breakdown.Variable)) ?? (last is null ? null : ByMembers(axes, last))) is not { } axis)
        {
            return (breakdown, last ?? new MappedVariable(breakdown.Variable, new Dictionary<string, MappedCode>()));
        }

        if (last is not null && last.Code != axis.Code)
        {
            findings.Add(DriftFinding.Alert(table, $"variable '{last.Code}' is called '{axis.Code}' now; it is read as before{(axis.IsCalled(breakdown.Variable) ? "" : $". Write '{axis.Code}' in the place of '{breakdown.Variable}' in source.yml")}."));
        }

        if (axis.Labels.Count == 0)
        {
            return (breakdown with { Variable = axis.Code }, WithoutTexts(breakdown, axis, last, table, findings));
        }

        var members = breakdown.Members.Keys.ToDictionary(
            word => word, word => Mapped(word, axis, axis.PositionOf, last?.Members.GetValueOrDefault(word), table, findings), StringComparer.Ordinal);
        return (
            breakdown with { Variable = axis.Code, OtherNames = [breakdown.Variable, .. axis.Names], Members = breakdown.Members.DistinctBy(m => members[m.Key].Code).ToDictionary(m => members[m.Key].Code, m => m.Value, StringComparer.Ordinal) },
            new MappedVariable(axis.Code, members));
    }

    /// <summary>
    /// An answer without texts holds the codes of its rows only. One that had rows when it was last loaded and has none now was renamed, or its figures are gone: the sum of
    /// the others would pass for the whole.
    /// </summary>
    private static MappedVariable WithoutTexts(CubeBreakdown breakdown, CubeAxis axis, MappedVariable? last, CubeTable table, List<CheckFinding> findings)
    {
        var here = breakdown.Members.Keys.Where(word => axis.PositionOf(word) >= 0).ToList();
        foreach (var gone in breakdown.Members.Keys.Except(here).Where(word => last?.Members.ContainsKey(word) == true))
        {
            findings.Add(DriftFinding.Stop(
                table, $"'{gone}' of variable '{axis.Code}' had rows when it was last loaded and has none now ({string.Join(", ", axis.Values.Take(12))}); write the new code in source.yml, or take '{gone}' out of it."));
        }

        return new MappedVariable(axis.Code, here.ToDictionary(word => word, word => new MappedCode(word, null), StringComparer.Ordinal));
    }

    /// <summary>The variable of the last good mapping, or the only one that has all its members by their texts.</summary>
    private static CubeAxis? ByMembers(IReadOnlyList<CubeAxis> axes, MappedVariable last)
    {
        var alike = axes.Where(axis => last.Members.Count > 1
            && last.Members.Values.All(member => member.Label is not null && axis.Labels.Contains(member.Label, StringComparer.OrdinalIgnoreCase))).Take(2).ToList();
        return axes.FirstOrDefault(axis => axis.Code == last.Code) ?? (alike is [var only] ? only : null);
    }
}
