using System.Globalization;
using Insight.Indicators.Forecasting.Engine;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Forecasting.Questions;

/// <summary>Checks a request against one publication.</summary>
/// <param name="manifest">The publication.</param>
/// <param name="areas">Its areas.</param>
/// <param name="division">The day of its current municipal division.</param>
/// <param name="targets">The targets that were published with it.</param>
public sealed class QuestionReader(PublicationManifest manifest, AreaDirectory areas, DateOnly division, IReadOnlyList<Comparison.Target> targets)
{
    /// <summary>Most areas in one request.</summary>
    public const int MostAreas = 400;

    private const int MostLevels = 5;
    private static readonly string[] Frequencies = ["year", "quarter", "month"];

    /// <summary>The checked question.</summary>
    /// <exception cref="ForecastRefusal">Something is unknown, out of range or contradictory; the first fault is told.</exception>
    public ForecastQuestion Read(ForecastRequest request)
    {
        var indicator = Indicator(request.Indicator);
        var slice = Slice(indicator, request.Frequency);
        var asked = Areas(request.Areas ?? []);
        var horizon = Horizon(request.Horizon, slice.Frequency);
        var method = request.Method ?? "auto";
        if (!Methods.Ids.Contains(method))
        {
            throw new ForecastRefusal("bad-parameter", "method", method, $"'{method}' is not a forecasting method; choose one of {string.Join(", ", Methods.Ids)}.", Methods.Ids);
        }

        var target = request.Target is { } wish ? TargetOf(wish, indicator) : null;
        var members = Members(indicator, request.Breakdown);
        return new ForecastQuestion(
            manifest, areas, division, indicator, slice, asked, horizon, method, Levels(request.Levels), members,
            Origin(request.Origin, slice), request.DropProvisional ?? false,
            request.Scenario is { } scenario ? new ScenarioReader(areas, indicator, slice, horizon).Read(scenario) : null,
            target)
        {
            Decided = target is null && slice.Frequency == Frequency.Annual && members.All(DefaultMember.Is) ? Decided(indicator, slice, asked) : [],
        };
    }

    /// <summary>Each area's next decided target; the last one where all are past.</summary>
    private Comparison.Target[] Decided(PublishedIndicator indicator, PublishedSlice slice, IReadOnlyList<Area> asked)
    {
        var last = slice.LastPeriod is { } period ? Period.Parse(period).CalendarYear : 0;
        return
        [
            .. asked.SelectMany(a => targets.Where(t => t.Area == a.Id && t.Indicator == indicator.Id)
                .OrderBy(t => t.Year <= last).ThenBy(t => t.Year <= last ? -t.Year : t.Year).Take(1)),
        ];
    }

    /// <summary>A frequency as it is written: year, quarter, month.</summary>
    public static string Word(Frequency frequency) => Frequencies[(int)frequency];

    private PublishedIndicator Indicator(string? id)
    {
        var found = manifest.Indicators.FirstOrDefault(i => i.Id == id);
        if (found is { Slices.Count: 0 })
        {
            throw new ForecastRefusal("no-values", "indicator", id, $"'{id}' has no values yet (awaiting data), so there is nothing to forecast from.");
        }

        return found ?? throw (id is null
            ? new ForecastRefusal("missing-parameter", "indicator", null, "Name the indicator to forecast, for example unemployment-rate; they are listed at /v1/indicators.")
            : new ForecastRefusal("unknown-indicator", "indicator", id, $"'{id}' is not an indicator of publication {manifest.Id}; they are listed at /v1/indicators.", Near(id)));
    }

    private string[] Near(string id) =>
        [.. manifest.Indicators.Select(i => i.Id).Where(i => i.Contains(id, StringComparison.OrdinalIgnoreCase) || id.Contains(i, StringComparison.OrdinalIgnoreCase) || i.Split('-')[0] == id.Split('-')[0]).Take(3)];

    private static PublishedSlice Slice(PublishedIndicator indicator, string? word)
    {
        var slices = indicator.Slices.Where(s => s.Division == "current").DefaultIfEmpty(indicator.Slices[0]).ToArray();
        if (word is null)
        {
            return slices[0];
        }

        var has = slices.Select(s => Word(s.Frequency)).ToArray();
        return slices.FirstOrDefault(s => Word(s.Frequency) == word) ?? throw new ForecastRefusal(
            "bad-parameter", "frequency", word, $"'{indicator.Id}' has no values by '{word}'; it has them by {string.Join(" and ", has)}.", has);
    }

    private List<Area> Areas(IReadOnlyList<string> texts)
    {
        var found = texts.SelectMany(Area).DistinctBy(a => a.Id).ToList();
        return found.Count switch
        {
            0 => throw new ForecastRefusal("missing-parameter", "areas", null, "Name at least one area, for example KU111, members:MK07 or level:municipality."),
            > MostAreas => throw new ForecastRefusal(
                "bad-parameter", "areas", null, $"{found.Count} areas are asked for, and at most {MostAreas} may be; ask for the rest in another request."),
            _ => found,
        };
    }

    /// <summary>The level of areas that a word stands for: country, region, sub-region, wellbeing-county, municipality, grouping, network.</summary>
    internal static bool TryLevel(string word, out AreaLevel level) => Enum.TryParse(word.Replace("-", "", StringComparison.Ordinal), true, out level) && Enum.IsDefined(level);

    private IEnumerable<Area> Area(string text)
    {
        if (text.StartsWith("level:", StringComparison.Ordinal))
        {
            return TryLevel(text["level:".Length..], out var level)
                ? areas.Areas.Where(a => a.Level == level && a.ValidTo is null)
                : throw Unknown(text, "levels are country, region, sub-region, wellbeing-county, municipality, grouping and network");
        }

        if (text.StartsWith("members:", StringComparison.Ordinal))
        {
            var parent = OneArea(text["members:".Length..]);
            var members = areas.MembersOf(parent.Id, division);
            return members.Count > 0
                ? members.Select(id => areas.TryById(id, out var member) ? member : throw Unknown(id, "it is no area"))
                : throw Unknown(text, $"{parent.Id} has no members");
        }

        return [OneArea(text)];
    }

    private Area OneArea(string text) => areas.TryResolve(text, out var area) ? area : throw Unknown(text, "areas are listed at /v1/areas; a municipality is KU and three digits");

    private ForecastRefusal Unknown(string text, string remedy)
    {
        var named = areas.Areas.Where(a => a.Names.Values.Contains(text, StringComparer.OrdinalIgnoreCase)).Select(a => a.Id).ToArray();
        return new("unknown-area", "areas", text, $"'{text}' is not an area of publication {manifest.Id}: {remedy}.", named);
    }

    private static int Horizon(int? asked, Frequency frequency)
    {
        var (most, otherwise) = frequency switch { Frequency.Annual => (15, 4), Frequency.Quarterly => (24, 8), _ => (60, 12) };
        return asked is null ? otherwise : asked >= 1 && asked <= most ? asked.Value : throw new ForecastRefusal(
            "bad-parameter", "horizon", asked.Value.ToString(CultureInfo.InvariantCulture), $"The horizon is {asked}; it is 1 to {most} periods by {Word(frequency)}.");
    }

    private static double[] Levels(IReadOnlyList<double>? asked)
    {
        var levels = (asked ?? [0.8, 0.95]).Distinct().Order().ToArray();
        var wrong = levels.Where(l => !(l is >= 0.01 and <= 0.99)).Select(l => l.ToString("R", CultureInfo.InvariantCulture)).FirstOrDefault();
        return wrong is not null
            ? throw new ForecastRefusal("bad-parameter", "levels", wrong, $"The level {wrong} is not a coverage from 0.01 to 0.99; write 0.95 for 95 %.")
            : levels.Length is 0 or > MostLevels
                ? throw new ForecastRefusal("bad-parameter", "levels", null, $"{levels.Length} levels are asked for; ask for 1 to {MostLevels}.")
                : levels;
    }

    private static string[] Members(PublishedIndicator indicator, IReadOnlyDictionary<string, string>? asked)
    {
        var unknown = (asked?.Keys ?? []).FirstOrDefault(name => !indicator.Breakdowns.Contains(name));
        return unknown is null
            ? [.. indicator.Breakdowns.Select(name => asked?.GetValueOrDefault(name) ?? DefaultMember.Of(name))]
            : throw new ForecastRefusal(
                "unknown-breakdown", "breakdown", unknown,
                $"'{unknown}' is not a breakdown of '{indicator.Id}'; it has {(indicator.Breakdowns.Count == 0 ? "none" : string.Join(", ", indicator.Breakdowns))}.", indicator.Breakdowns);
    }

    private static Period? Origin(string? text, PublishedSlice slice)
    {
        if (text is null)
        {
            return null;
        }

        return Period.TryParse(text, out var period) && period.Frequency == slice.Frequency
            && period >= Period.Parse(slice.FirstPeriod!) && period <= Period.Parse(slice.LastPeriod!)
            ? period
            : throw new ForecastRefusal(
                "bad-period", "origin", text, $"'{text}' is not a period by {Word(slice.Frequency)} from {slice.FirstPeriod} to {slice.LastPeriod}, for which there are values.");
    }

    private static Target TargetOf(TargetRequest target, PublishedIndicator indicator)
    {
        var value = target.Value is { } v && double.IsFinite(v)
            ? v
            : throw new ForecastRefusal("missing-parameter", "target.value", null, "A target needs a value in the indicator's unit, for example {\"value\": 8.0}.");
        return target.Reach switch
        {
            "at-most" => new Target(value, true),
            "at-least" => new Target(value, false),
            null when indicator.Direction is "lower" or "higher" => new Target(value, indicator.Direction == "lower"),
            _ => throw new ForecastRefusal(
                "bad-parameter", "target.reach", target.Reach, $"Say whether the target is reached by at-most or at-least {value.ToString("R", CultureInfo.InvariantCulture)}.", ["at-most", "at-least"]),
        };
    }
}
