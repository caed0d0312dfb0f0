using Insight.Api.Facades.Px.Formats;
using Insight.Api.Formats;
using Insight.Api.Publications;
using Insight.Api.Values;
using Microsoft.AspNetCore.Http.Extensions;

namespace Insight.Api.Facades.Px;

/// <summary>Opens tables and sends their cells; both versions of the interface use it.</summary>
internal sealed class PxDesk(PublicationShelf shelf, SliceCache slices, SliceFiles files, AreaLabels labels)
{
    private const int MostNamed = 400;

    /// <summary>The publication that <c>asOf</c> means.</summary>
    public Publication Publication(string? asOf) => shelf.AsOf(asOf);

    /// <summary>Opens a table.</summary>
    /// <param name="query">Says as of when and in which municipal division; null for now and the current one.</param>
    /// <param name="id">Its id.</param>
    /// <exception cref="Problems.ProblemException">404: there is none with the id; 400: it has no values in the division.</exception>
    public async Task<PxShape> OpenAsync(FacadeQuery? query, string id)
    {
        var publication = shelf.AsOf(query?.Single("asOf"));
        var table = (PxTable.Find(publication, id) ?? throw PxProblems.NoTable(id, PxTable.Of(publication).Select(t => t.Id))).In(query?.Division(publication));
        return new PxShape(table, await slices.GetAsync(table.File, table.Indicator.Breakdowns), labels);
    }

    /// <summary>Sends chosen cells.</summary>
    public async Task SendAsync(HttpContext context, PxCube cube, PxFormat format, string language, PxStyle style)
    {
        if (format.Ending == ".xlsx")
        {
            PxTables.CheckSheet(cube);
        }

        var table = cube.Shape.Table;
        var parts = cube.Measures.All(m => m == PxTable.Value) ? null : await files.ComponentsAsync(table.File, cube.Shape.Slice);
        var complete = new PxCube(cube.Shape, cube.Stub, cube.Heading) { Components = parts };
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{table.Id}{(table.Indicator.Synthetic ? "-synthetic" : "")}{format.Ending}\"";
        var answer = new PxAnswer(complete, language, Notes(cube), new Uri(context.Request.GetEncodedUrl()), style);
        await FacadeAnswer.SendAsync(context, Canonical(answer, format), format.ContentType, stream => format.WriteAsync(stream, answer));
    }

    /// <summary>Sends the metadata of values of a table as JSON-stat.</summary>
    public Task SendMetadataAsync(HttpContext context, PxShape shape, IReadOnlyList<PxAxis> axes, string language)
    {
        var cube = new PxCube(
            shape, [.. axes.Where(a => a.Dimension.Role is PxRole.Area or PxRole.Breakdown)], [.. axes.Where(a => a.Dimension.Role is PxRole.Measure or PxRole.Time)]);
        var answer = new PxAnswer(cube, language, Notes(cube), new Uri(context.Request.GetEncodedUrl()), PxStyle.Plain);
        return FacadeAnswer.SendAsync(context, "metadata\n" + Canonical(answer, PxFormats.Second[0]), PxFormats.Second[0].ContentType, stream => PxJsonStat.WriteMetadataAsync(stream, answer));
    }

    private static string Canonical(PxAnswer answer, PxFormat format) => string.Join('\n', (string[])
    [
        answer.Table.Publication.Id, answer.Table.Publication.Manifest.Edition, answer.Table.Id, format.Word, answer.Language, answer.Style.ToString(), answer.Address.AbsoluteUri,
        .. answer.Cube.Stub.Concat(answer.Cube.Heading).Select(a => $"{a.Dimension.Code}={string.Join(',', a.Chosen)}"), answer.Cube.Stub.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
    ]);

    /// <summary>What must be known of the chosen cells: invented figures, breaks of the series, changed definitions.</summary>
    private IReadOnlyList<System.Text.Json.Nodes.JsonObject> Notes(PxCube cube)
    {
        var (table, axes) = (cube.Shape.Table, cube.Shape.Slice.Axes);
        int[] areas = [.. Chosen(cube, cube.Shape.Dimensions[0])];
        int[] periods = [.. Chosen(cube, cube.Shape.Dimensions[^1]).Order()];
        var asked = areas.Length > MostNamed || areas.Length == axes.Areas.Length ? [] : areas.Select(i => cube.Shape.Dimensions[0].Values[i]).ToList();
        var members = cube.Shape.Dimensions.Where(d => d.Role == PxRole.Breakdown).Select(d => (IReadOnlyList<string>)[.. Chosen(cube, d).Select(i => d.Values[i])]).ToList();
        var indicator = new IndicatorQuery(table.Indicator, table.File, members);
        var query = new ValuesQuery(
            table.Publication, [indicator], AreaQuery.Parse(asked, table.Publication, labels), PeriodQuery.Parse([]), table.Frequency, table.Division, ValuesFormats.Default, null, false);
        var notes = new ValuesNotes(query, labels);
        notes.Add(new Selection(table.Indicator.Id, cube.Shape.Slice, labels, [.. areas.Select(i => axes.AllAreas[i])], indicator.Combinations(axes), [.. periods.Select(i => axes.AllPeriods[i])], null));
        return notes.All;
    }

    private static IEnumerable<int> Chosen(PxCube cube, PxDimension dimension) =>
        cube.Axes.FirstOrDefault(a => a.Dimension == dimension)?.Chosen ?? (dimension.Elimination is { } standing ? [dimension.IndexOf(standing)] : []);
}
