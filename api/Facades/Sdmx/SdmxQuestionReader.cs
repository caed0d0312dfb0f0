using System.Globalization;
using System.Text.RegularExpressions;
using Insight.Api.Problems;
using Insight.Api.Publications;

namespace Insight.Api.Facades.Sdmx;

/// <summary>Reads data queries of SDMX-REST 2.2.</summary>
internal sealed partial class SdmxQuestionReader(PublicationShelf shelf)
{
    private const string All = "*";
    private const int Most = 1_000_000_000;

    private static readonly string[] Known =
    [
        "c[]", "updatedAfter", "firstNObservations", "lastNObservations", "dimensionAtObservation", "attributes", "measures", "includeHistory", "offset", "limit", "sort", "asOf",
        "reportingYearStartDay", "format", "division",
    ];

    /// <summary>The query of a request.</summary>
    /// <exception cref="ProblemException">400, 404 for a dataflow that there is not, 501 for what this service does not do.</exception>
    public SdmxQuestion Read(HttpRequest request)
    {
        var query = FacadeQuery.Of(request, Known);
        RefuseUnsupported(request, query);
        var publication = shelf.AsOf(Moment(query, "asOf"));
        var flows = Flows(publication, Route(request, "agency"), Route(request, "resource"), Route(request, "version"));
        List<SdmxCondition> conditions = [.. query.Parts("c").Select(c => SdmxCondition.Parse(c.Part, c.Value))];
        CheckComponents(flows, [.. conditions.Select(c => c.Component)], "c");
        var question = new SdmxQuestion(publication, EarlierOf(query, publication), flows, SdmxQuestion.KeysOf(Route(request, "key"), flows), conditions)
        {
            First = Count(query, "firstNObservations"),
            Last = Count(query, "lastNObservations"),
            Offset = query.Number("offset", 0, Most, 0),
            Limit = Count(query, "limit"),
            AtObservation = AtObservation(query, flows),
            Attributes = Attributes(query),
            WithValue = WithValue(query),
            Division = query.Division(publication),
            Language = Requests.Languages.Accepted(request),
        };
        return question;
    }

    /// <summary>Dataflows (or, of any class, artefacts by the same rules) of an agency by id and version.</summary>
    /// <exception cref="ProblemException">404: there is none.</exception>
    public static List<SdmxFlow> Flows(Publication publication, string agency, string resource, string version)
    {
        var flows = publication.Manifest.Indicators.Where(i => i.Slices.Count > 0).Select(i => new SdmxFlow(publication, i)).ToList();
        var found = flows.Where(f => Names(agency, SdmxFlow.Agency) && Names(resource, f.Id) && Array.Exists(version.Split(','), v => IsVersion(v, f.Version))).ToList();
        return found.Count > 0 ? found : throw BadRequest.NotFound(
            "unknown-dataflow", $"{agency}:{resource}({version})",
            $"There is no dataflow {BadRequest.Cut(resource)} of {BadRequest.Cut(agency)} in version {BadRequest.Cut(version)}; those of {SdmxFlow.Agency} are listed at /sdmx/structure/dataflow.",
            NearestNames.Of(resource, flows.Select(f => f.Id)));
    }

    /// <summary>A part of the path; <c>*</c> where it is left out.</summary>
    public static string Route(HttpRequest request, string name) => request.RouteValues[name] as string is { Length: > 0 } value ? value : All;

    /// <summary>Whether a list of ids with wildcards names an id.</summary>
    public static bool Names(string asked, string id) => asked == All || asked.Split(',').Contains(id);

    /// <summary>Whether a version is asked for: *, + and ~ are the latest, 1.0+.0 is 1.0.0 or later.</summary>
    public static bool IsVersion(string asked, string version)
    {
        if (asked is All or "+" or "~" or "latest")
        {
            return true;
        }

        if (!VersionForm().IsMatch(asked))
        {
            return false;
        }

        string[] wanted = asked.Split('.');
        int[] has = [.. version.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        for (var i = 0; i < wanted.Length; i++)
        {
            var order = has[i].CompareTo(int.TryParse(wanted[i].TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : int.MaxValue);
            if (order != 0 || wanted[i].EndsWith('+'))
            {
                return order == 0 || (order > 0 && wanted[i].EndsWith('+'));
            }
        }

        return true;
    }

    private static void RefuseUnsupported(HttpRequest request, FacadeQuery query)
    {
        if (request.RouteValues["context"] as string is { } context and not ("dataflow" or All))
        {
            throw context is "datastructure" or "provisionagreement"
                ? NotImplemented("context", context, "Data are asked for by dataflow here; write /sdmx/data/dataflow/…")
                : BadRequest.Parameter("context", context, $"'{BadRequest.Cut(context)}' is no context; write dataflow.", ["dataflow"]);
        }

        if (query.OneOf("includeHistory", ["true", "false"]) == "true")
        {
            throw NotImplemented("includeHistory", "true", "Earlier versions are asked for one at a time by asOf; /v1/publications lists them");
        }

        if (query.Single("sort") is { } sort and not (All or "*:asc" or "series_key" or "series_key:asc"))
        {
            throw NotImplemented("sort", sort, "Observations come in the order of their keys, oldest first");
        }

        if (query.Single("reportingYearStartDay") is { } day and not "--01-01")
        {
            throw NotImplemented("reportingYearStartDay", day, "All years are calendar years");
        }
    }

    /// <summary>501: a part of the interface that this service does not have.</summary>
    public static ProblemException NotImplemented(string parameter, string value, string remedy) =>
        new(new Problem(501, "not-implemented", "This part of SDMX-REST is not served", $"'{BadRequest.Cut(value)}' is not served here. {remedy}.") { Parameter = parameter, Value = value });

    private Publication? EarlierOf(FacadeQuery query, Publication publication)
    {
        if (Moment(query, "updatedAfter") is not { } since)
        {
            return null;
        }

        var earlier = shelf.History.Count > 0 && IsBefore(since, shelf.History[0].Since) ? null : shelf.AsOf(since);
        if (earlier is not null && earlier.Manifest.CreatedAt > publication.Manifest.CreatedAt)
        {
            throw BadRequest.Contradictory("updatedAfter", since, "updatedAfter is later than asOf; ask for changes up to a later moment, or since an earlier one.");
        }

        return earlier;
    }

    private static bool IsBefore(string moment, DateTimeOffset first) =>
        DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) && parsed < first;

    /// <summary>A moment; the plus of an offset may have become a space on its way.</summary>
    private static string? Moment(FacadeQuery query, string name) => query.Single(name)?.Replace(' ', '+');

    private static int? Count(FacadeQuery query, string name) => query.Single(name) is null ? null : query.Number(name, 1, Most, 1);

    private static string AtObservation(FacadeQuery query, List<SdmxFlow> flows)
    {
        var asked = query.Single("dimensionAtObservation");
        if (asked is not null and not "AllDimensions")
        {
            CheckDimension(flows, asked);
        }

        return asked ?? SdmxFlow.TimePeriod;
    }

    private static void CheckDimension(List<SdmxFlow> flows, string asked)
    {
        string[] known = ["AllDimensions", SdmxFlow.TimePeriod, .. flows[0].Dimensions];
        if (asked != SdmxFlow.TimePeriod && !flows.TrueForAll(f => f.Dimensions.Contains(asked)))
        {
            throw BadRequest.Parameter("dimensionAtObservation", asked, $"'{BadRequest.Cut(asked)}' is not a dimension of what is asked for; there are {string.Join(", ", known)}.", known);
        }
    }

    private static void CheckComponents(List<SdmxFlow> flows, IReadOnlyList<string> asked, string parameter)
    {
        var known = flows.SelectMany(f => f.Components).Distinct().ToList();
        if (asked.FirstOrDefault(component => !known.Contains(component)) is { } unknown)
        {
            throw BadRequest.Unknown("component", $"{parameter}[{unknown}]", unknown, NearestNames.Of(unknown, known), $"Components are {string.Join(", ", known)}.");
        }
    }

    private static List<string> Attributes(FacadeQuery query)
    {
        var asked = query.List("attributes") is { Count: > 0 } named ? named : ["dsd"];
        string[] all = [.. SdmxFlow.ObservationAttributes, .. SdmxFlow.DataSetAttributes];
        return
        [
            .. asked.SelectMany(word => word switch
            {
                "dsd" or "all" => all,
                "obs" => SdmxFlow.ObservationAttributes,
                "dataset" => SdmxFlow.DataSetAttributes,
                "series" or "msd" or "none" => [],
                _ when all.Contains(word) => [word],
                _ => throw BadRequest.Parameter(
                    "attributes", word, $"'{BadRequest.Cut(word)}' is not an attribute; write dsd, msd, dataset, series, obs, all, none or {string.Join(", ", all)}.", all),
            }).Distinct(),
        ];
    }

    private static bool WithValue(FacadeQuery query)
    {
        var asked = query.List("measures");
        return asked.FirstOrDefault(word => word is not ("all" or "none" or SdmxFlow.ObsValue)) is { } unknown
            ? throw BadRequest.Parameter("measures", unknown, $"'{BadRequest.Cut(unknown)}' is not a measure; write all, none or {SdmxFlow.ObsValue}.", [SdmxFlow.ObsValue])
            : asked is not ["none"];
    }

    [GeneratedRegex(@"^\d+\+?(\.\d+\+?){0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionForm();
}
