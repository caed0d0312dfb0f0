using System.Globalization;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Validation;

/// <summary>
/// Checks the versions of one indicator against each other: numbers rise with time, every period has one version, and what readers rely on
/// stays. What is wrong is said of the older file.
/// </summary>
internal static class VersionValidator
{
    /// <summary>Reports what does not fit between the newest version, or null where its file is missing or wrong, and the older ones.</summary>
    public static void Validate(DraftFile? newest, IReadOnlyList<DraftFile> older)
    {
        foreach (var file in older)
        {
            CheckNumber(file, newest);
        }

        if (newest is null)
        {
            return;
        }

        var ordered = older.OrderBy(file => file.Draft.Definition.Version).Append(newest).ToList();
        foreach (var (before, after) in ordered.Zip(ordered.Skip(1)))
        {
            CheckPeriods(before, after, isLast: after == newest);
            CheckSame(before, newest);
        }
    }

    private static void CheckNumber(DraftFile file, DraftFile? newest)
    {
        var (id, version, line) = (file.Draft.Definition.Id, file.Draft.Definition.Version, file.Draft.Lines["version"]);
        if (newest is null)
        {
            file.Bag.Error(DiagnosticCodes.LoneVersion, line, $"there is no newest version, '{id}.yml', beside this older one", $"add it, or name this file {id}.yml");
        }
        else if (version >= newest.Draft.Definition.Version)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"version {version} is not older than version {newest.Draft.Definition.Version} of '{id}.yml'");
            file.Bag.Error(DiagnosticCodes.LoneVersion, line, message, "number versions in the order of time; the newest has no @ in the name of its file");
        }
    }

    private static void CheckPeriods(DraftFile before, DraftFile after, bool isLast)
    {
        var (end, start) = (before.Draft.Definition.Effective.To, after.Draft.Definition.Effective.From);
        if (start is null && isLast)
        {
            return; // The newest is computed backwards for all periods; the older one can still be asked for.
        }

        var line = before.Draft.Lines[end is null ? "version" : "effective.to"];
        var number = after.Draft.Definition.Version;
        if (start is null || end is null || end >= start)
        {
            before.Bag.Error(
                DiagnosticCodes.VersionsOverlap,
                line,
                FormattableString.Invariant($"this version and version {number} hold at the same time"),
                start is null ? "write effective.from in the later one" : FormattableString.Invariant($"write effective.to: {start.Value.AddDays(-1):yyyy-MM-dd}"));
        }
        else if (end.Value.AddDays(1) < start)
        {
            before.Bag.Error(
                DiagnosticCodes.VersionGap,
                line,
                FormattableString.Invariant($"from {end.Value.AddDays(1):yyyy-MM-dd} to {start.Value.AddDays(-1):yyyy-MM-dd} no version holds"),
                FormattableString.Invariant($"write effective.to: {start.Value.AddDays(-1):yyyy-MM-dd}, or let version {number} begin earlier"));
        }
    }

    private static void CheckSame(DraftFile file, DraftFile newest)
    {
        var (old, now) = (file.Draft.Definition, newest.Draft.Definition);
        Same("theme", old.Theme, now.Theme);
        Same("unit.id", old.Unit.Id, now.Unit.Id);
        Same("breakdowns", string.Join(", ", old.Breakdowns), string.Join(", ", now.Breakdowns));

        void Same(string field, string was, string isNow)
        {
            if (was != isNow)
            {
                file.Bag.Error(
                    DiagnosticCodes.VersionsDiffer,
                    file.Draft.Lines[field],
                    $"'{field}' is '{was}', but '{isNow}' in the newest version",
                    "versions make one series; another unit or breakdown is another indicator with an id of its own");
            }
        }
    }
}
