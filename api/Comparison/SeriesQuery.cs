using Insight.Api.Areas;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Comparison;

/// <summary>What all questions of comparison have in common: publication, indicators, areas, division, frequency, breakdown members, language.</summary>
internal sealed class SeriesQuery
{
    private const int MostIndicators = 100;
    private const int MostAreas = 400;

    private readonly RequestQuery query;

    private SeriesQuery(RequestQuery query, Publication publication, IReadOnlyList<PublishedIndicator> indicators, IReadOnlyList<Area> areas)
    {
        this.query = query;
        Publication = publication;
        Indicators = indicators;
        Areas = areas;
        Language = query.OneOf("lang", Languages.All);
    }

    /// <summary>The publication.</summary>
    public Publication Publication { get; }

    /// <summary>Asked indicators, each once.</summary>
    public IReadOnlyList<PublishedIndicator> Indicators { get; }

    /// <summary>Asked areas, each once.</summary>
    public IReadOnlyList<Area> Areas { get; }

    /// <summary>Asked language, or null for all.</summary>
    public string? Language { get; }

    /// <summary>Reads a question about one indicator of one area.</summary>
    public static SeriesQuery One(HttpRequest request, PublicationShelf shelf, IReadOnlyList<string> names)
    {
        var read = Several(request, shelf, names);
        return read switch
        {
            { Indicators.Count: > 1 } => throw BadRequest.Contradictory(
                "indicator", string.Join(',', read.Indicators.Select(i => i.Id)), "'indicator' takes one here; ask for the others in other requests."),
            { Areas.Count: > 1 } => throw BadRequest.Contradictory(
                "area", string.Join(',', read.Areas.Select(a => a.Id)), "'area' takes one here; ask for the others in other requests."),
            _ => read,
        };
    }

    /// <summary>Reads a question about lists.</summary>
    public static SeriesQuery Several(HttpRequest request, PublicationShelf shelf, IReadOnlyList<string> names)
    {
        var query = RequestQuery.Open(request);
        var publication = shelf.AsOf(query.Single("asOf"));
        var indicators = ReadIndicators(query, publication);
        query.RefuseOthers([.. names, .. indicators.SelectMany(i => i.Breakdowns).Distinct()]);
        return new(query, publication, indicators, ReadAreas(query, publication));
    }

    /// <summary>The values of a further parameter.</summary>
    public IReadOnlyList<string> List(string name) => query.List(name);

    /// <summary>The one value of a further parameter, or null.</summary>
    public string? Single(string name) => query.Single(name);

    /// <summary>A further parameter as a whole number.</summary>
    public int Number(string name, int least, int most, int otherwise) => query.Number(name, least, most, otherwise);

    /// <summary>One period, or null where the parameter does not occur.</summary>
    public Period? PeriodOf(string name)
    {
        if (query.Single(name) is not { } text)
        {
            return null;
        }

        return Period.TryParse(text, out var period)
            ? period
            : throw new ProblemException(new Problem(
                400, "bad-period", "A period cannot be read", $"'{BadRequest.Cut(text)}' is not one period; write a year 2025, a quarter 2025-Q1 or a month 2025-01.")
            { Parameter = name, Value = text });
    }

    /// <summary>Asked members of an indicator's breakdowns.</summary>
    public IReadOnlyDictionary<string, string> MembersOf(PublishedIndicator indicator) => indicator.Breakdowns
        .Select(name => (name, Member: query.Single(name))).Where(pair => pair.Member is not null).ToDictionary(pair => pair.name, pair => pair.Member!);

    /// <summary>
    /// The slice of an indicator in the asked division and frequency: that of the written period, else the asked one, else the indicator's
    /// first.
    /// </summary>
    /// <exception cref="ProblemException">400: it has none; the message says which it has.</exception>
    public PublishedSlice SliceOf(PublishedIndicator indicator, Frequency? written) => FindSlice(indicator, written) ?? throw NoSlice(indicator, written);

    /// <summary>The same, null where there is none.</summary>
    public PublishedSlice? FindSlice(PublishedIndicator indicator, Frequency? written)
    {
        var asked = query.Single("division") ?? PublishedSlice.Current;
        var frequency = written ?? query.OneOf("frequency", ["year", "quarter", "month"]) switch
        {
            "year" => Frequency.Annual,
            "quarter" => Frequency.Quarterly,
            "month" => Frequency.Monthly,
            _ => indicator.Slices.Count == 0 ? null : indicator.Slices[0].Frequency,
        };
        return frequency is { } of && SliceChoice.Label(Publication.Divisions, asked) is { } label
            ? SliceChoice.Find(indicator, Publication.Divisions, label, atTheTime: label == DivisionView.AsWas, of)
            : null;
    }

    private ProblemException NoSlice(PublishedIndicator indicator, Frequency? written)
    {
        if (indicator.Slices.Count == 0)
        {
            return new ProblemException(new Problem(
                404, "no-values", "The indicator has no values yet", $"{indicator.Id} is defined but awaits data; /v1/indicators says which indicators have values.")
            { Parameter = "indicator", Value = indicator.Id });
        }

        var stored = indicator.Slices.Where(s => s.Division != PublishedSlice.History).ToList();
        return query.Single("division") is { } division && SliceChoice.Label(Publication.Divisions, division) is null
            ? BadRequest.Parameter(
                "division",
                division,
                $"'{BadRequest.Cut(division)}' is not a municipal division; write current, as-was, as-delivered or a day such as 2015-01-01.",
                [PublishedSlice.Current, DivisionView.AsWas, SliceChoice.AsDelivered])
            : BadRequest.Contradictory(
                written is null ? "frequency" : "period",
                written is { } frequency ? Publication.Word(frequency) : query.Single("frequency"),
                $"{indicator.Id} has no values of this frequency in the asked division; it has {string.Join(" and ", stored.Select(s => $"{Publication.Word(s.Frequency)} ({s.Division})"))}.",
                [.. stored.Select(s => $"division={s.Division}&frequency={Publication.Word(s.Frequency)}")]);
    }

    private static List<PublishedIndicator> ReadIndicators(RequestQuery query, Publication publication)
    {
        var asked = query.List("indicator");
        var found = asked.Distinct().Select(id => publication.Indicator(id) ?? throw BadRequest.Unknown(
            "indicator", "indicator", id, NearestNames.Of(id, publication.IndicatorIds), "Indicators are listed at /v1/indicators.")).ToList();
        return found.Count switch
        {
            0 => throw BadRequest.Missing("indicator", "Name an indicator, for example indicator=unemployment-rate; they are listed at /v1/indicators."),
            > MostIndicators => throw BadRequest.Parameter("indicator", "", $"{found.Count} indicators are asked for, and at most {MostIndicators} may be."),
            _ => found,
        };
    }

    private static List<Area> ReadAreas(RequestQuery query, Publication publication)
    {
        const string Members = "members:";
        var found = new List<Area>();
        foreach (var text in query.List("area"))
        {
            if (!text.StartsWith(Members, StringComparison.Ordinal))
            {
                found.Add(AreaSearch.Required(publication.Areas, "area", text));
                continue;
            }

            var parent = AreaSearch.Required(publication.Areas, "area", text[Members.Length..]);
            found.AddRange(publication.Areas.MembersOf(parent.Id, publication.CurrentDivision)
                .Select(id => AreaSearch.Required(publication.Areas, "area", id)));
        }

        found = [.. found.DistinctBy(area => area.Id)];
        return found.Count switch
        {
            0 => throw BadRequest.Missing("area", "Name an area, for example area=KU111; they are listed at /v1/areas."),
            > MostAreas => throw BadRequest.Parameter("area", "", $"{found.Count} areas are asked for, and at most {MostAreas} may be."),
            _ => found,
        };
    }
}
