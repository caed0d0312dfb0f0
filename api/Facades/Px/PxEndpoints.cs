using System.Text.Json.Nodes;
using Insight.Api.OpenApi;

namespace Insight.Api.Facades.Px;

/// <summary>The resources of both versions of PxWeb's interface, with their descriptions.</summary>
internal sealed class PxEndpoints(Px2Catalogue catalogue, Px2Tables tables, Px2SavedQueries saved, Px1Tables first)
{
    private const string Tag = "PxWebApi 2";
    private const string FirstTag = "PxWeb API 1";
    private const string Body = "application/json";

    private static readonly Parameter Language = new("lang", "Language of the texts. Default: fi.", "fi") { Words = Requests.Languages.All };
    private static readonly Parameter Table = new("id", "Id of a table: that of an indicator, or with a length of period unemployment-rate_month.", "unemployment-rate") { IsInPath = true };
    private static readonly Parameter Saved = new("id", "Id of a saved query.", "iwGAeyJ0YWJsZUlkIjoicG9wdWxhdGlvbiJ9Aw") { IsInPath = true };

    private static readonly Parameter[] Which = [Parameter.AsOf, Values.DivisionQuery.Parameters[0]];

    private static readonly Parameter[] Output =
    [
        new("outputFormat", "Form of the answer. Default: json-stat2.", "csv") { Words = [.. Formats.PxFormats.Second.Select(f => f.Word)] },
        new(
            "outputFormatParams",
            "UseCodes, UseTexts or UseCodesAndTexts and IncludeTitle (csv, html, xlsx); SeparatorTab, SeparatorSpace or SeparatorSemicolon (csv). Several with commas.",
            "UseCodes"),
    ];

    private static readonly (string, Type)[] DataAnswers =
        [.. Formats.PxFormats.Second.Select(f => f.ContentType.Split(';')[0]).Distinct().Select(type => (type, type == Body ? typeof(JsonNode) : typeof(string)))];

    private static readonly Parameter[] FirstPath =
    [
        new("lang", "Language of the texts.", "fi") { IsInPath = true, Words = Requests.Languages.All },
        new("database", "The one database.", "insight") { IsInPath = true },
        new("theme", "Id of a theme.", "employment") { IsInPath = true },
        new("table", "Id of a table, with or without the ending .px.", "unemployment-rate.px") { IsInPath = true },
    ];

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        MapCatalogue(routes);
        MapTables(routes);
        MapSaved(routes);
        MapFirst(routes);
    }

    private void MapCatalogue(IEndpointRouteBuilder routes)
    {
        routes.Get("/px/v2/config", Describe<Px2ConfigAnswer>("px2Config", "What the interface can do", [Language], 400), catalogue.ConfigAsync);
        routes.Get("/px/v2/tables", Describe<Px2TablesAnswer>("px2Tables", "Tables, page by page",
        [
            Language, new("query", "Words that occur in id, title, description or theme.", "unemployment"), new("pastDays", "Only those whose figures changed in the last days.", "30") { Range = (1, 36_500) },
            new("includeDiscontinued", "Without effect: no table is discontinued.", "false") { Words = ["true", "false"] },
            new("pageNumber", "Which page. Default: 1.", "1") { Range = (1, int.MaxValue) }, new("pageSize", "Tables on a page. Default: 20.", "20") { Range = (1, 10_000) }, Parameter.AsOf,
        ], 400, 404), catalogue.TablesAsync);
        routes.Get("/px/v2/tables/{id}", Describe<Px2OneTableAnswer>("px2Table", "One table", [Language, Table, Parameter.AsOf], 400, 404), catalogue.TableAsync);
        routes.Get("/px/v2/codelists/{id}", Describe<Px2CodelistAnswer>(
            "px2Codelist", "A codelist: vs_… the areas of a level, agg_… with the municipalities of which each is made",
            [Language, new("id", "Its id.", "agg_region") { IsInPath = true }, Parameter.AsOf], 400, 404), catalogue.CodelistAsync);
    }

    private void MapTables(IEndpointRouteBuilder routes)
    {
        routes.Get("/px/v2/tables/{id}/metadata", Describe<JsonNode>("px2Metadata", "Variables and values of a table, as JSON-stat 2.0 without values",
        [
            Language, Table, new("defaultSelection", "Only what the default selection has.", "true") { Words = ["true", "false"] }, new("savedQuery", "Only what a saved query has.", Saved.Example),
            new("codelist[area]", "Areas by a codelist.", "vs_region"), .. Which,
        ], 400, 404), tables.MetadataAsync);
        routes.Get("/px/v2/tables/{id}/defaultselection", Describe<Px2SelectionAnswer>(
            "px2DefaultSelection", "What is chosen where nothing is", [Language, Table, .. Which], 400, 404), tables.DefaultAsync);
        routes.Get("/px/v2/tables/{id}/data", Describe<JsonNode>("px2Data", "Values of a table",
        [
            Language, Table,
            new("valuecodes[area]", "Values of a variable: codes and the expressions *, KU*, 20??, top(3), bottom(3), from(2015), to(2018), [range(2015,2018)]; so for every variable. A variable with an elimination value may be left out.", "KU016,KU111"),
            new("codelist[area]", "A codelist by which areas are chosen.", "vs_municipality"),
            new("outputvalues[area]", "Of an aggregation: aggregated values, or single: the municipalities of which they are made.", "aggregated") { Words = ["aggregated", "single"] },
            .. Output, new("heading", "Variables of the columns, in order.", "period") { IsList = true }, new("stub", "Variables of the rows, in order.", "area") { IsList = true }, .. Which,
        ], 400, 403, 404) with { Answers = DataAnswers }, tables.DataAsync);
        routes.Post("/px/v2/tables/{id}/data", Describe<JsonNode>("px2PostData", "Values of a table, chosen in the body", [Language, Table, .. Output, .. Which], 400, 403, 404) with
        {
            Answers = DataAnswers, Body = typeof(Px2Selection), HasEntityTag = false,
        }, tables.PostAsync);
    }

    private void MapSaved(IEndpointRouteBuilder routes)
    {
        routes.Post("/px/v2/savedqueries", Describe<Px2SavedAnswer>("px2SaveQuery", "Saves a query in the id that is answered", [Language], 400, 404) with
        {
            Body = typeof(Px2SavedQuery), Status = 201, HasEntityTag = false,
        }, saved.SaveAsync);
        routes.Get("/px/v2/savedqueries/{id}", Describe<Px2SavedAnswer>("px2SavedQuery", "A saved query", [Language, Saved], 400, 404), saved.GetAsync);
        routes.Get("/px/v2/savedqueries/{id}/data", Describe<JsonNode>("px2SavedData", "Values of a saved query", [Language, Saved, .. Output, .. Which], 400, 403, 404) with { Answers = DataAnswers }, saved.DataAsync);
        routes.Get("/px/v2/savedqueries/{id}/selection", Describe<Px2SelectionAnswer>(
            "px2SavedSelection", "The values that a saved query means now", [Language, Saved, .. Which], 400, 403, 404), saved.SelectionAsync);
    }

    private void MapFirst(IEndpointRouteBuilder routes)
    {
        routes.Get("/px/v1/{lang}", Describe<Px1DatabaseAnswer[]>("px1Databases", "Databases; with ?config the limits", FirstPath[..1], 400, 404) with { Tag = FirstTag }, first.DatabasesAsync);
        routes.Get("/px/v1/{lang}/{database}", Describe<Px1ItemAnswer[]>("px1Folders", "Themes; with ?query= the tables that are found",
            [.. FirstPath[..2], new("query", "A part of a title.", "unemployment"), new("filter", "Without effect.", "*"), Parameter.AsOf], 400, 404) with { Tag = FirstTag }, first.FoldersAsync);
        routes.Get("/px/v1/{lang}/{database}/{theme}", Describe<Px1ItemAnswer[]>("px1Tables", "Tables of a theme", [.. FirstPath[..3], Parameter.AsOf], 400, 404) with { Tag = FirstTag }, first.TablesAsync);
        routes.Get("/px/v1/{lang}/{database}/{theme}/{table}", Describe<Px1TableAnswer>(
            "px1Table", "Variables and values of a table", [.. FirstPath, .. Which], 400, 404) with { Tag = FirstTag }, first.TableAsync);
        routes.Post("/px/v1/{lang}/{database}/{theme}/{table}", Describe<JsonNode>("px1Data", "Values of a table", [.. FirstPath, .. Which], 400, 403, 404) with
        {
            Tag = FirstTag, Answers = DataAnswers, Body = typeof(Px1Query), HasEntityTag = false,
            Description = "Filters item, all, top, agg:region, vs:region; formats json, json-stat, json-stat2, csv, px, xlsx, parquet, html5_table.",
        }, first.DataAsync);
    }

    private static Operation Describe<T>(string id, string summary, Parameter[] parameters, params int[] problems) =>
        new(id, Tag, summary) { Parameters = parameters, Answers = [(Body, typeof(T))], Problems = [.. problems, 503] };
}
