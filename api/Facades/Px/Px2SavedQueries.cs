using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using Insight.Api.Answers;

namespace Insight.Api.Facades.Px;

/// <summary>
/// Saved queries of PxWebApi 2. A query is saved in its own id (packed), so that nothing is stored, the id never expires and means the same on every
/// server.
/// </summary>
internal sealed class Px2SavedQueries(PxDesk desk, Px2Tables tables)
{
    private const int LongestId = 6_000;
    private const int LongestText = 64 * 1024;
    private const string ExampleBody = """{"tableId":"unemployment-rate","language":"fi","selection":{"selection":[{"variableCode":"period","valueCodes":["top(3)"]}]}}""";

    /// <summary>POST /savedqueries.</summary>
    public async Task SaveAsync(HttpContext context)
    {
        FacadeQuery.Of(context.Request, ["lang"]);
        var query = await FacadeBody.ReadAsync<Px2SavedQuery>(context, ExampleBody);
        var shape = await desk.OpenAsync(null, query.TableId ?? "");
        new PxChooser(shape, mayOmit: false).Choose(query.Selection?.Choices ?? [], query.Selection?.Placement?.Stub ?? [], query.Selection?.Placement?.Heading ?? []);
        var id = IdOf(query with { Id = null });
        if (id.Length > LongestId)
        {
            throw new Problems.ProblemException(new Problems.Problem(
                400, "query-too-long", "The query is too long to be saved", $"The query takes {id.Length} characters, and at most {LongestId} are possible; use expressions such as * or from(2015)."));
        }

        var answer = Describe(context, id, query);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = answer.Links[0].Href;
        await Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(answer), ContentCoding.Identity);
    }

    /// <summary>GET /savedqueries/{id}.</summary>
    public Task GetAsync(HttpContext context)
    {
        FacadeQuery.Of(context.Request, ["lang"]);
        var id = (string)context.Request.RouteValues["id"]!;
        return Answer.JsonAsync(context, Describe(context, id, Read(id)));
    }

    /// <summary>GET /savedqueries/{id}/data.</summary>
    public Task DataAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["lang", "outputFormat", "outputFormatParams", "asOf", "division"]);
        return tables.SendSavedAsync(context, query, Read((string)context.Request.RouteValues["id"]!));
    }

    /// <summary>GET /savedqueries/{id}/selection.</summary>
    public Task SelectionAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["lang", "asOf", "division"]);
        return tables.SendSelectionAsync(context, query, Read((string)context.Request.RouteValues["id"]!));
    }

    /// <summary>The query in an id.</summary>
    /// <exception cref="Problems.ProblemException">404: it holds none.</exception>
    public static Px2SavedQuery Read(string id)
    {
        try
        {
            using var unpacked = new BrotliStream(new MemoryStream(Base64Url.DecodeFromChars(id)), CompressionMode.Decompress);
            var text = new byte[LongestText];
            var length = unpacked.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return JsonSerializer.Deserialize<Px2SavedQuery>(text.AsSpan(0, length), Json.Options) ?? throw PxProblems.NoQuery(id);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or InvalidOperationException or JsonException)
        {
            throw PxProblems.NoQuery(id);
        }
    }

    private static string IdOf(Px2SavedQuery query)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(Json.Serialize(query, Json.WithoutNulls));
        }

        return Base64Url.EncodeToString(packed.ToArray());
    }

    private static Px2SavedAnswer Describe(HttpContext context, string id, Px2SavedQuery query)
    {
        var language = query.Language is { } own && Requests.Languages.All.Contains(own) ? own : Px2Catalogue.DefaultLanguage;
        var server = Px2Catalogue.Server(context);
        return new Px2SavedAnswer(
            language, id, query with { Id = id, Language = language }, [PxLink.Of("self", language, server, $"savedqueries/{id}"), PxLink.Of("data", language, server, $"savedqueries/{id}/data")]);
    }
}
