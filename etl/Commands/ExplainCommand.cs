using System.CommandLine;
using System.Globalization;
using Insight.Etl.Run;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary><c>insight explain unemployment-rate KU111 2018-12</c>: one published number back to the payloads as received.</summary>
internal static class ExplainCommand
{
    private const int MostLines = 100;

    public static Command Create()
    {
        var indicator = new Argument<string>("indicator") { Description = "Indicator id, for example unemployment-rate." };
        var area = new Argument<string>("area") { Description = "Area id or municipality number: KU111, 111, MK07, network:paijat-hame-4." };
        var period = new Argument<string>("period") { Description = "Period: 2018, 2018-Q4 or 2018-12." };
        var division = new Option<string>("--division") { Description = "Municipal division: current, as-was, as-delivered or a day such as 2015-01-01.", DefaultValueFactory = _ => "current" };
        var members = new Option<string[]>("--member") { Description = "Member of each breakdown in order; default total.", DefaultValueFactory = _ => [] };
        var lines = new Option<bool>("--lines") { Description = "Also the lines of the landed payloads in which its figures stand; the payloads are read again for it." };
        var command = new Command("explain", "Say where a published number comes from.") { indicator, area, period, division, members, lines };
        command.SetAction((parsed, token) => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            var lineage = Find(place, parsed.GetRequiredValue(indicator), parsed.GetRequiredValue(area), Period.Parse(parsed.GetRequiredValue(period)), parsed.GetRequiredValue(division), parsed.GetRequiredValue(members));
            Write(place, lineage);
            WriteLines(parsed.GetValue(lines) ? new PayloadLines(place).Find(lineage, token) : []);
            Say("sql", Environment.NewLine + lineage.Slice.Sql);
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static Lineage Find(Workplace place, string indicatorId, string areaText, Period period, string division, string[] members)
    {
        var manifest = place.Lake.Current("public") ?? throw new PublicationException("Nothing has been published yet; run 'insight run'.");
        var indicator = manifest.Indicators.FirstOrDefault(i => i.Id == indicatorId)
            ?? throw new PublicationException($"There is no indicator '{indicatorId}' in publication {manifest.Id}; it has {string.Join(", ", manifest.Indicators.Select(i => i.Id))}.");
        var slice = SliceOf(place, indicator, division, period.Frequency);
        if (!place.Areas.TryResolve(areaText, out var area))
        {
            throw new PublicationException($"There is no area '{areaText}'; write an id such as KU111, MK07, SSS or network:paijat-hame-4.");
        }

        var chosen = indicator.Breakdowns.Select((name, i) => i < members.Length ? members[i] : DefaultMember.Of(name)).ToList();
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        return LineageReader.Explain(connection, place.Lake, manifest, indicator, slice, (area.Id, period.ToString(), chosen))
            ?? throw new PublicationException($"'{indicatorId}' has no value for {area.Id} ({area.Name("fi")}) in {period}; it covers {slice.FirstPeriod} to {slice.LastPeriod}.");
    }

    private static PublishedSlice SliceOf(Workplace place, PublishedIndicator indicator, string division, Frequency frequency)
    {
        var calendar = new DivisionCalendar(place.Areas, place.CurrentDivision);
        var label = SliceChoice.Label(calendar, division)
            ?? throw new PublicationException($"'{division}' is not a municipal division; write current, as-was, as-delivered or a day such as 2015-01-01.");
        return SliceChoice.Find(indicator, calendar, label, atTheTime: label == DivisionView.AsWas, frequency)
            ?? throw new PublicationException($"'{indicator.Id}' has no values by {frequency.Word()} in division '{division}'; it has {string.Join(", ", indicator.Slices.Select(s => $"{s.Frequency.Word()} {s.Division}"))}.");
    }

    private static void Write(Workplace place, Lineage lineage)
    {
        var (indicator, cell) = (lineage.Indicator, lineage.Cell);
        Say("indicator", $"{indicator.Id} v{indicator.Version}: {indicator.Names["en"]} ({indicator.Unit["en"]}){(indicator.Synthetic ? "  SYNTHETIC" : "")}");
        Say("area", $"{cell.Area} {Name(place, cell.Area)}, {cell.Period}, division {lineage.Slice.Division} ({lineage.Slice.DivisionDate})");
        Say("value", cell.Value is { } value ? Number(value) : $"none: {cell.Status}{Present(cell)}");
        Say("formula", $"{indicator.Formula}  ({indicator.Aggregation}, multiplier {Number(indicator.Multiplier)})");
        Say("numerator", Number(cell.Numerator));
        Say("denominator", Number(cell.Denominator));
        foreach (var member in lineage.Members)
        {
            Say("  member", $"{member.Area} {Name(place, member.Area)}: {Number(member.Value)} = {Number(member.Numerator)} / {Number(member.Denominator)} {member.Status}");
        }

        foreach (var member in lineage.AddedUpFrom)
        {
            Say("  added up", $"{member.Area} {Name(place, member.Area)}: {Number(member.Value)} = {Number(member.Numerator)} / {Number(member.Denominator)} {member.Status}");
        }

        Say("publication", lineage.Publication);
        foreach (var load in lineage.Loads)
        {
            Say("load", string.Create(CultureInfo.InvariantCulture, $"{load.Number} {load.SourceId} {load.File}, loaded {load.LoadedAt:yyyy-MM-dd HH:mm} UTC"));
            Say("  updated", load.UpdatedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "the producer gives no date");
            Say("  landing", $"sha256 {load.Sha256}");
            Say("  url", load.Url);
        }
    }

    private static void WriteLines(IReadOnlyList<PayloadLine> lines)
    {
        foreach (var line in lines.Take(MostLines))
        {
            Say("line", string.Create(CultureInfo.InvariantCulture, $"{line.File}:{line.Line} {line.Area} {line.Period} {string.Join(' ', line.Members.Values)} ({line.DataSet}, sha256 {line.Sha256[..12]})"));
        }

        if (lines.Count > MostLines)
        {
            Say("line", string.Create(CultureInfo.InvariantCulture, $"… and {lines.Count - MostLines:N0} more"));
        }
    }

    private static string Present(LineageCell cell) => cell.MemberCount is null ? "" : $" ({cell.MembersPresent}/{cell.MemberCount} members)";

    private static string Name(Workplace place, string area) => place.Areas.TryById(area, out var found) ? found.Name("fi") : "";

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "–";

    private static void Say(string what, string text) => Console.WriteLine($"{what,-12} {text}");
}
