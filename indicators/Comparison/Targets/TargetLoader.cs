using Insight.Indicators.Definitions;

namespace Insight.Indicators.Comparison.Targets;

/// <summary>What targets may name.</summary>
/// <param name="Areas">Ids of areas and networks.</param>
/// <param name="Indicators">Ids of indicators, those with errors included.</param>
/// <param name="Versions">Newest version by indicator id, of those without errors.</param>
internal sealed record TargetNames(IReadOnlyCollection<string> Areas, IReadOnlyCollection<string> Indicators, IReadOnlyDictionary<string, int> Versions);

/// <summary>Reads and checks all targets. What has an error is reported and left out; the rest is used.</summary>
internal static class TargetLoader
{
    /// <summary>The targets of files that have no error, by area, indicator and year.</summary>
    public static IReadOnlyList<Target> Load(IEnumerable<CatalogFile> files, TargetNames names, List<Diagnostic> diagnostics)
    {
        var targets = new Dictionary<string, Target>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var bag = new DiagnosticBag(file.Path);
            var drafts = TargetReader.Read(file, bag);
            foreach (var draft in drafts)
            {
                Check(draft, file, names, bag, isFirst: draft == drafts[0]);
                if (!targets.TryAdd(draft.Target.Id, draft.Target))
                {
                    bag.Error(
                        DiagnosticCodes.DuplicateTarget,
                        draft.Lines[draft.Place],
                        $"{draft.Target.Area} has another target of '{draft.Target.Indicator}' for {draft.Target.Year}",
                        "keep one; an older decision goes when a newer one replaces it");
                }
            }

            diagnostics.AddRange(bag.Items);
            foreach (var draft in bag.HasErrors ? drafts : [])
            {
                targets.Remove(draft.Target.Id);
            }
        }

        return [.. targets.Values.OrderBy(target => target.Id, StringComparer.Ordinal)];
    }

    private static void Check(TargetDraft draft, CatalogFile file, TargetNames names, DiagnosticBag bag, bool isFirst)
    {
        if (isFirst)
        {
            CheckArea(draft, file, names, bag);
        }

        CheckIndicator(draft, names, bag);
        CheckPath(draft, bag);
    }

    private static void CheckArea(TargetDraft draft, CatalogFile file, TargetNames names, DiagnosticBag bag)
    {
        var (area, line) = (draft.Target.Area, draft.Lines["area"]);
        if (area.Length > 0 && !names.Areas.Contains(area))
        {
            bag.Error(DiagnosticCodes.UnknownArea, line, $"'{area}' is not the id of an area", "write a municipality such as KU111, or network:paijat-hame-4");
        }
        else if (area.Length > 0 && file.Name != area[(area.IndexOf(':') + 1)..])
        {
            bag.Error(
                DiagnosticCodes.WrongPlace, line, $"the area is '{area}', but the file is named '{file.Name}.yml'", $"name it {area[(area.IndexOf(':') + 1)..]}.yml");
        }
    }

    private static void CheckIndicator(TargetDraft draft, TargetNames names, DiagnosticBag bag)
    {
        var target = draft.Target;
        if (target.Indicator.Length > 0 && !names.Indicators.Contains(target.Indicator))
        {
            bag.Error(
                DiagnosticCodes.UnknownTargetIndicator,
                draft.Lines[$"{draft.Place}.indicator"],
                $"'{target.Indicator}' is not an indicator of the catalogue",
                NearestName.Hint(target.Indicator, names.Indicators));
        }
        else if (names.Versions.TryGetValue(target.Indicator, out var newest) && target.DefinitionVersion > newest)
        {
            bag.Error(
                DiagnosticCodes.UnknownTargetVersion,
                draft.Lines[$"{draft.Place}.version"],
                $"'{target.Indicator}' has no version {target.DefinitionVersion}",
                $"its newest is {newest}");
        }
    }

    private static void CheckPath(TargetDraft draft, DiagnosticBag bag)
    {
        foreach (var (field, message, hint) in Faults(draft.Target))
        {
            bag.Error(DiagnosticCodes.BadTargetPath, draft.Lines[$"{draft.Place}.{field}"], message, hint);
        }
    }

    private static IEnumerable<(string Field, string Message, string Hint)> Faults(Target target)
    {
        if (target.Year <= target.Baseline.Year)
        {
            yield return ("target.year", $"the target year {target.Year} does not lie after the baseline's {target.Baseline.Year}", "write a later year");
        }

        if (target.Value == target.Baseline.Value)
        {
            yield return ("target.value", "the target is the baseline's value; there is no path to it", "write another value");
        }

        if (target.Path == TargetPath.Geometric && !(target.Value > 0 && target.Baseline.Value > 0))
        {
            yield return ("path", "a constant percentage leads only from a value above 0 to another", "write path: linear");
        }

        if (target.Path == TargetPath.Stepped ? !StepsLead(target) : target.Steps.Count > 0)
        {
            yield return (
                target.Steps.Count > 0 ? "steps" : "path",
                target.Path == TargetPath.Stepped ? "the steps do not lead from the baseline to the target" : "steps belong to a stepped path only",
                target.Path == TargetPath.Stepped ? "list years in order after the baseline's, the last with the target's year and value" : "write path: stepped, or leave them out");
        }
    }

    private static bool StepsLead(Target target) =>
        target.Steps is [.., var last] && last == new TargetStep(target.Year, target.Value)
        && target.Steps[0].Year > target.Baseline.Year
        && target.Steps.Zip(target.Steps.Skip(1)).All(pair => pair.First.Year < pair.Second.Year);
}
