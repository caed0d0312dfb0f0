using System.Text.Json.Nodes;
using Insight.Api.Facades.Px.Formats;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;

namespace Insight.Api.Facades.Sdmx;

/// <summary>SDMX-REST 2.2: data and structure queries.</summary>
internal sealed class SdmxEndpoints(PublicationShelf shelf, SdmxReader reader, SdmxStructures structures, SdmxCodelists codelists)
{
    private const string Tag = "SDMX-REST 2.2";
    private const string Root = "/sdmx/data";
    private const int MostInJson = 1_000_000;
    private const string Vary = "Accept, Accept-Encoding, Accept-Language";

    private static readonly Parameter[] Path =
    [
        new("context", "dataflow, or * for the same.", "dataflow") { IsInPath = true },
        new("agency", "INSIGHT, or *.", "INSIGHT") { IsInPath = true },
        new("resource", "Ids of dataflows: those of indicators in capitals with underscores; several with commas, or *.", "UNEMPLOYMENT_RATE") { IsInPath = true },
        new("version", "Version of the definition; * or + for the latest.", "*") { IsInPath = true },
        new("key", "Codes of FREQ, REF_AREA and breakdowns parted by points, * for every code; several keys with commas.", "A.KU111") { IsInPath = true },
    ];

    private static readonly Operation Data = new("sdmxData", Tag, "Data query of SDMX-REST")
    {
        Description = "SDMX-JSON 2.0 or SDMX-CSV 2.0 by Accept or format. 204 where nothing matches; a code that is in no code list is refused. Parts of the path may be left out from the end. The media types of SDMX 2.1 and XML are not served.",
        Parameters =
        [
            .. Path,
            new("c[TIME_PERIOD]", "Condition on a component (a dimension, OBS_VALUE or an attribute): values with commas, operators eq, ne, lt, le, gt, ge, co, nc, sw, ew, terms that hold together joined by +.", "ge:2015+le:2018"),
            new("updatedAfter", "Only what was added, changed (ACTION M) or deleted (ACTION D) since a moment.", "2026-01-01T00:00:00Z"),
            new("firstNObservations", "Most first observations of each series.", "1") { Range = (1, 1_000_000_000) },
            new("lastNObservations", "Most last observations of each series.", "1") { Range = (1, 1_000_000_000) },
            new("dimensionAtObservation", "TIME_PERIOD, another dimension, or AllDimensions (of SDMX-JSON). Default: TIME_PERIOD.", "AllDimensions"),
            new("attributes", "dsd, msd, dataset, series, obs, all, none, or ids of attributes. Default: dsd.", "all") { IsList = true },
            new("measures", "all, none or OBS_VALUE. Default: all.", "all") { IsList = true },
            new("includeHistory", "false; earlier data are asked for by asOf.", "false") { Words = ["true", "false"] },
            new("offset", "Observations passed over. Default: 0.", "0") { Range = (0, 1_000_000_000) },
            new("limit", "Most observations.", "1000") { Range = (1, 1_000_000_000) },
            new("sort", "* (by keys, oldest first), as it is anyway.", "*"),
            new("reportingYearStartDay", "--01-01.", "--01-01"),
            Parameter.AsOf,
            Values.DivisionQuery.Parameters[0],
            new("format", "csv or json, before the header Accept.", "csv"),
        ],
        Answers = [(SdmxMedia.DataJson, typeof(JsonNode)), (SdmxMedia.DataCsv, typeof(string))],
        Problems = [400, 404, 406, 413, 414, 501, 503],
    };

    private static readonly Operation Structure = new("sdmxStructure", Tag, "Structure query of SDMX-REST")
    {
        Parameters =
        [
            new("artefact", "dataflow, datastructure, codelist, conceptscheme, or *.", "dataflow") { IsInPath = true },
            .. Path[1..4], new("references", "none, all, children, descendants, datastructure. Default: none.", "descendants"), new("detail", "full, allstubs or referencestubs; all give full details.", "full"), Parameter.AsOf,
        ],
        Answers = [(SdmxMedia.StructureJson, typeof(JsonNode))],
        Problems = [400, 404, 406, 501, 503],
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get(Root + "/{context=dataflow}/{agency=*}/{resource=*}/{version=*}/{key=*}", Data, DataAsync);
        routes.Get("/sdmx/structure/{artefact=*}/{agency=*}/{resource=*}/{version=*}", Structure, StructureAsync);
        foreach (var kind in (string[])["availability", "schema", "metadata", "registration"])
        {
            routes.MapGet($"/sdmx/{kind}/{{**rest}}", (RequestDelegate)(_ => throw SdmxQuestionReader.NotImplemented("path", kind, "Data and structure queries are")));
        }
    }

    private async Task DataAsync(HttpContext context)
    {
        var question = new SdmxQuestionReader(shelf).Read(context.Request);
        var media = SdmxMedia.OfData(context.Request);
        await codelists.CheckAsync(question);
        await using var observations = reader.ReadAsync(question).GetAsyncEnumerator(context.RequestAborted);
        var begun = await observations.MoveNextAsync();
        if (!begun)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var determining = string.Join('\n', (string[])[question.Publication.Id, media, question.Language, context.Request.Path, context.Request.QueryString.Value ?? "", question.Earlier?.Id ?? ""]);
        if (media == SdmxMedia.DataCsv)
        {
            await FacadeAnswer.SendAsync(context, determining, TypeOf(media), stream => SdmxCsvAnswer.WriteAsync(stream, question, From(observations)), Vary);
            return;
        }

        var all = await CollectAsync(From(observations));
        await FacadeAnswer.SendAsync(
            context, determining, TypeOf(media), stream => new SdmxJsonAnswer(question, "INSIGHT-" + question.Publication.Id).WriteAsync(stream, all), Vary);
    }

    private async Task StructureAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["references", "detail", "asOf"]);
        var media = SdmxMedia.OfStructure(context.Request);
        var publication = shelf.AsOf(query.Single("asOf")?.Replace(' ', '+'));
        string Part(string name) => SdmxQuestionReader.Route(context.Request, name);
        var data = await structures.ReadAsync(publication, Part("artefact"), Part("agency"), Part("resource"), Part("version"), query.Single("references") ?? "none");
        var message = new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["schema"] = "https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json", ["id"] = "INSIGHT-" + publication.Id, ["test"] = false,
                ["prepared"] = PxText.Time(publication.Manifest.CreatedAt), ["contentLanguages"] = new JsonArray([.. Requests.Languages.All.Select(l => JsonValue.Create(l))]),
                ["sender"] = new JsonObject { ["id"] = SdmxFlow.Agency, ["name"] = "Insight" },
            },
            ["data"] = data,
        };
        var bytes = Answers.Json.Serialize(message);
        await FacadeAnswer.SendAsync(
            context, string.Join('\n', publication.Id, context.Request.Path, context.Request.QueryString), TypeOf(media), stream => stream.WriteAsync(bytes, context.RequestAborted).AsTask(), Vary);
    }

    private static string TypeOf(string media) => $"{media}; version={SdmxMedia.Version}; charset=utf-8";

    /// <summary>The observations, the first of which was looked at already.</summary>
    private static async IAsyncEnumerable<SdmxObservation> From(IAsyncEnumerator<SdmxObservation> begun)
    {
        do
        {
            yield return begun.Current;
        }
        while (await begun.MoveNextAsync());
    }

    private static async Task<List<SdmxObservation>> CollectAsync(IAsyncEnumerable<SdmxObservation> observations)
    {
        var all = new List<SdmxObservation>();
        await foreach (var observation in observations)
        {
            all.Add(observation);
            if (all.Count > MostInJson)
            {
                throw new ProblemException(new Problem(
                    413, "answer-too-large", "The answer is too large", $"The query gives more than {MostInJson} observations; ask for fewer, for pages by offset and limit, or for SDMX-CSV, which has no such limit."));
            }
        }

        return all;
    }
}
