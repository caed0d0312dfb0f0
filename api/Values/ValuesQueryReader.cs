using System.Globalization;
using Insight.Api.Formats;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>Reads the query string of a request for values.</summary>
internal sealed class ValuesQueryReader(PublicationShelf shelf, AreaLabels labels, IReadOnlyList<string> names)
{
    private const int MostIndicators = 50;

    /// <summary>The question that a request asks.</summary>
    /// <exception cref="ProblemException">Anything that cannot be read, is unknown, or contradicts itself.</exception>
    public ValuesQuery Read(HttpRequest request)
    {
        var query = RequestQuery.Open(request);
        var publication = shelf.AsOf(query.Single("asOf"));
        if (query.List("indicator").Count == 0)
        {
            query.RefuseOthers(Known(publication.Manifest.Indicators));
            throw BadRequest.Missing(
                "indicator", "Name at least one indicator, for example indicator=unemployment-rate; they are listed at /v1/indicators.");
        }

        var indicators = Indicators(query.List("indicator"), publication);
        query.RefuseOthers(Known(indicators));
        ByVersion(query, indicators);
        var periods = PeriodQuery.Parse(query.List(PeriodQuery.Parameter));
        var frequency = FrequencyOf(query, periods, indicators);
        var division = DivisionQuery.Of(query, publication, indicators);
        return new ValuesQuery(
            publication,
            [.. indicators.Select(i => new IndicatorQuery(i, division.SliceOf(publication, i, frequency), MembersOf(query, i)))],
            AreaQuery.Parse(query.List(AreaQuery.Parameter), publication, labels),
            periods.In(frequency),
            frequency,
            division,
            ValuesFormats.Of(query, request),
            query.OneOf("lang", Languages.All),
            WithComponents(query));
    }

    private IReadOnlyCollection<string> Known(IReadOnlyList<PublishedIndicator> indicators)
    {
        foreach (var indicator in indicators)
        {
            if (indicator.Breakdowns.Count > 0)
            {
                return [.. names.Concat(indicators.SelectMany(i => i.Breakdowns)).Distinct()];
            }
        }

        return names;
    }

    private static List<PublishedIndicator> Indicators(IReadOnlyList<string> ids, Publication publication)
    {
        var found = new List<PublishedIndicator>(ids.Count);
        foreach (var id in ids)
        {
            var indicator = publication.Indicator(id) ?? throw BadRequest.Unknown(
                "indicator", "indicator", id, NearestNames.Of(id, publication.IndicatorIds), "Indicators are listed at /v1/indicators.");
            if (!found.Contains(indicator))
            {
                found.Add(indicator);
            }
        }

        return found.Count <= MostIndicators
            ? found
            : throw BadRequest.Parameter(
                "indicator",
                "",
                $"{found.Count} indicators are asked for, and at most {MostIndicators} may be; ask for the rest in another request.");
    }

    /// <summary>Puts the asked version in place of the whole series.</summary>
    private static void ByVersion(RequestQuery query, List<PublishedIndicator> indicators)
    {
        if (query.Single("version") is not { } asked)
        {
            return;
        }

        if (indicators.Count > 1)
        {
            throw BadRequest.Contradictory("version", asked, "A version belongs to one indicator, but several are asked for; ask for one, or leave the version out.");
        }

        var known = indicators[0].Versions.Select(v => v.Version).DefaultIfEmpty(indicators[0].Version).Select(v => v.ToString(CultureInfo.InvariantCulture)).ToList();
        var number = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        indicators[0] = indicators[0].By(number) ?? throw BadRequest.Unknown(
            "version", "version", asked, known, $"{indicators[0].Id} has {(known.Count == 1 ? "version" : "versions")} {string.Join(", ", known)}; without the parameter they make one series.");
    }

    private static Frequency FrequencyOf(RequestQuery query, PeriodQuery periods, List<PublishedIndicator> indicators)
    {
        var asked = query.OneOf("frequency", ["year", "quarter", "month"]) switch
        {
            "year" => Frequency.Annual,
            "quarter" => Frequency.Quarterly,
            "month" => Frequency.Monthly,
            _ => periods.Implied,
        };
        var frequency = asked ?? DefaultFrequency(indicators);
        foreach (var indicator in indicators)
        {
            var has = Publication.FrequenciesOf(indicator);
            if (has.Count > 0 && !has.Contains(frequency))
            {
                throw BadRequest.Contradictory(
                    query.Single("frequency") is null ? PeriodQuery.Parameter : "frequency",
                    Publication.Word(frequency),
                    $"{indicator.Id} has no values by {Publication.Word(frequency)}; it has them by {string.Join(" and ", has.Select(Publication.Word))}.",
                    [.. has.Select(Publication.Word)]);
            }
        }

        return frequency;
    }

    /// <summary>The first indicator's first frequency that the others have too; its first where they share none.</summary>
    private static Frequency DefaultFrequency(List<PublishedIndicator> indicators)
    {
        var first = Publication.FrequenciesOf(indicators[0]);
        foreach (var frequency in first)
        {
            if (indicators.TrueForAll(i => i.Slices.Count == 0 || i.Slices.Any(s => s.Frequency == frequency)))
            {
                return frequency;
            }
        }

        return first.Count > 0 ? first[0] : Frequency.Annual;
    }

    private static IReadOnlyList<string>?[] MembersOf(RequestQuery query, PublishedIndicator indicator)
    {
        var members = new IReadOnlyList<string>?[indicator.Breakdowns.Count];
        for (var b = 0; b < members.Length; b++)
        {
            var asked = query.List(indicator.Breakdowns[b]);
            if (asked.Count > 1 && asked.Contains(IndicatorQuery.EveryMember))
            {
                throw BadRequest.Contradictory(
                    indicator.Breakdowns[b], string.Join(',', asked), $"'{IndicatorQuery.EveryMember}' cannot stand beside members; leave one or the other out.");
            }

            members[b] = asked.Count == 0 ? null : [.. asked.Distinct()];
        }

        return members;
    }

    private static bool WithComponents(RequestQuery query)
    {
        foreach (var part in query.List("include"))
        {
            if (part != "components")
            {
                throw BadRequest.Parameter(
                    "include", part, $"'{BadRequest.Cut(part)}' cannot be included; components can.", ["components"]);
            }
        }

        return query.List("include").Count > 0;
    }
}
