using System.Globalization;
using System.Text.Json;
using Insight.Etl.Landing;

namespace Insight.Etl.Sources.Cubes;

/// <summary>
/// Reads JSON-stat 2.0: a cube in row-major order of <c>id</c> and <c>size</c>, whose figures are a list or a sparse object, and whose
/// missing figures are explained by <c>status</c>, a list, a sparse object or one text for all.
/// </summary>
internal sealed class JsonStatFormat
{
    /// <summary>Far more than any server gives in one answer; a sparse cube could announce any number.</summary>
    private const long MostCells = 20_000_000;

    private readonly LandedFile file;
    private readonly JsonElement value;
    private readonly JsonElement status;
    private readonly IReadOnlyList<CubeAxis> axes;
    private readonly long cells;

    private JsonStatFormat(JsonElement root, LandedFile file)
    {
        this.file = file;
        root = Dataset(root);
        axes = Axes(root, file);
        cells = axes.Aggregate(1L, (product, axis) => Math.Min(product * axis.Values.Count, long.MaxValue / int.MaxValue));
        if (cells > MostCells)
        {
            throw JsonPayload.Unexpected(file, $"announces {string.Join(" × ", axes.Select(a => a.Values.Count))} cells, more than the {MostCells} that one answer may have");
        }

        value = Sized(root.Get("value", file), "value");
        status = root.Find("status") is not { } given ? default : given.ValueKind == JsonValueKind.String ? given : Sized(given, "status");
    }

    /// <summary>The answer in a document that must stay open while its rows are read.</summary>
    /// <exception cref="PayloadException">The payload is not in this format.</exception>
    public static Cube Read(JsonElement root, LandedFile file)
    {
        var cube = new JsonStatFormat(root, file);
        return new Cube([.. cube.axes, Cube.FigureAxis], cube.Rows)
        {
            Updated = Dataset(root).Find("updated").TextOrNull() is { } updated ? ProducersDate.Read(updated) : null,
        };
    }

    /// <summary>The variables only, of a payload that may have no figures.</summary>
    /// <exception cref="PayloadException">The payload is not in this format.</exception>
    public static IReadOnlyList<CubeAxis> ReadAxes(JsonElement root, LandedFile file) => Axes(Dataset(root), file);

    private static List<CubeAxis> Axes(JsonElement root, LandedFile file)
    {
        var ids = root.Get("id", file).Items("dimension ids", file).Select(id => id.Word("an id", file)).ToList();
        var sizes = root.Get("size", file).Items("sizes", file).Select(size => size.Word("a size", file)).ToList();
        var time = Role(root, "time", file);
        var axes = ids.Select(id => Axis(id, root.Get("dimension", file).Get(id, file), time.Contains(id), file)).ToList();
        return axes.Select(axis => axis.Values.Count.ToString(CultureInfo.InvariantCulture)).SequenceEqual(sizes)
            ? axes
            : throw JsonPayload.Unexpected(file, $"says sizes {string.Join(" × ", sizes)}, while its dimensions have {string.Join(" × ", axes.Select(a => a.Values.Count))} values");
    }

    /// <summary>A bundle of one data set, as JSON-stat 1 wrote and some servers still do, is that data set.</summary>
    private static JsonElement Dataset(JsonElement root) =>
        root.Find("id") is null && root.Find("dataset") is { } inner ? inner : root;

    private static CubeAxis Axis(string id, JsonElement dimension, bool isTime, LandedFile file)
    {
        var category = dimension.Get("category", file);
        var codes = Categories(category, id, file);
        var labels = category.Find("label") is { ValueKind: JsonValueKind.Object } given ? given : default;
        return new CubeAxis(id, codes, isTime, MayBeLeftOut(dimension))
        {
            Labels = labels.ValueKind == JsonValueKind.Undefined ? [] : [.. codes.Select(code => labels.Find(code).TextOrNull() ?? code)],
            Names = dimension.Find("label").TextOrNull() is { } name ? [name] : [],
        };
    }

    /// <summary>PxWeb says in an extension whether a variable may be left out of a query.</summary>
    private static bool MayBeLeftOut(JsonElement dimension) => dimension.Find("extension")?.Find("elimination") is { ValueKind: JsonValueKind.True };

    private static HashSet<string> Role(JsonElement root, string role, LandedFile file) =>
        root.Find("role")?.Find(role) is { } ids ? [.. ids.Items("dimensions of a role", file).Select(id => id.Word("an id", file))] : [];

    /// <summary>The codes in order: <c>index</c> is a list, or an object of positions, or missing when there is one category.</summary>
    private static string[] Categories(JsonElement category, string id, LandedFile file)
    {
        if (category.Find("index") is not { } index)
        {
            return [.. Members(category.Get("label", file), "labels", file).Select(label => label.Name)];
        }

        if (index.ValueKind == JsonValueKind.Array)
        {
            return [.. index.EnumerateArray().Select(code => code.Word("a category", file))];
        }

        var codes = new string?[index.ValueKind == JsonValueKind.Object ? index.GetPropertyCount() : 0];
        foreach (var entry in Members(index, "positions of categories", file))
        {
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out var position) || position < 0 || position >= codes.Length || codes[position] is not null)
            {
                throw JsonPayload.Unexpected(file, $"gives category '{entry.Name}' of '{id}' the position {entry.Value.GetRawText()}, which is taken or outside 0 to {codes.Length - 1}");
            }

            codes[position] = entry.Name;
        }

        return codes!;
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement given, string what, LandedFile file) =>
        given.ValueKind == JsonValueKind.Object ? given.EnumerateObject() : throw JsonPayload.Unexpected(file, $"has {given.ValueKind} where {what} belong");

    private JsonElement Sized(JsonElement given, string what) => given.ValueKind switch
    {
        JsonValueKind.Array when given.GetArrayLength() != cells =>
            throw JsonPayload.Unexpected(file, $"has {given.GetArrayLength()} entries in '{what}', while {string.Join(" × ", axes.Select(a => a.Values.Count))} = {cells} cells are announced"),
        JsonValueKind.Array or JsonValueKind.Object => given,
        _ => throw JsonPayload.Unexpected(file, $"has {given.ValueKind} as '{what}'"),
    };

    private IEnumerable<CubeRow> Rows(CubeAxis contents)
    {
        var sparse = Sparse(value);
        var statuses = Sparse(status);
        return Cube.Rows([.. axes, Cube.FigureAxis], contents, cell => Figure(cell, sparse, statuses));
    }

    private CubeFigure Figure(long cell, Dictionary<long, JsonElement>? sparse, Dictionary<long, JsonElement>? statuses)
    {
        var found = sparse is null ? value[(int)cell] : sparse.TryGetValue(cell, out var one) ? one : default;
        var figure = found.ValueKind == JsonValueKind.Undefined ? default : CubeFigure.Of(found, file);
        return StatusOf(cell, statuses) is { Length: > 0 } symbol ? figure with { Symbol = symbol } : figure;
    }

    private string? StatusOf(long cell, Dictionary<long, JsonElement>? statuses) => status.ValueKind switch
    {
        JsonValueKind.String => status.GetString(),
        JsonValueKind.Array => ((JsonElement?)status[(int)cell]).TextOrNull(),
        JsonValueKind.Object => statuses!.TryGetValue(cell, out var one) ? ((JsonElement?)one).TextOrNull() : null,
        _ => null,
    };

    private Dictionary<long, JsonElement>? Sparse(JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var entries = new Dictionary<long, JsonElement>();
        foreach (var entry in given.EnumerateObject())
        {
            if (!long.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var cell) || cell >= cells)
            {
                throw JsonPayload.Unexpected(file, $"has an entry at cell '{entry.Name}', outside the {cells} cells of the cube");
            }

            entries[cell] = entry.Value;
        }

        return entries;
    }
}
