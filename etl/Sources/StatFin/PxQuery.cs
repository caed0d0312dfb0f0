using System.Text.Json.Nodes;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;

namespace Insight.Etl.Sources.StatFin;

/// <summary>Makes the queries of a table from its metadata: as few as the producer's limit of cells allows, split by periods.</summary>
internal static class PxQuery
{
    /// <summary>The requests for all figures of a table.</summary>
    /// <param name="table">What is wanted.</param>
    /// <param name="axes">The variables that the table has today.</param>
    /// <param name="url">Address of the table.</param>
    /// <param name="maxCells">No query asks for more cells.</param>
    /// <param name="metadata">The payload that the variables came from, for messages.</param>
    /// <param name="body">How a query is written: <see cref="Body1"/> or <see cref="Body2"/>.</param>
    /// <exception cref="PayloadException">The table lacks something that the settings name.</exception>
    public static IReadOnlyList<PayloadRequest> For(
        CubeTable table, IReadOnlyList<CubeAxis> axes, string url, int maxCells, LandedFile metadata, Func<IEnumerable<(CubeAxis Axis, IReadOnlyList<string> Values)>, string, string> body)
    {
        var contents = CubeRoles.FindContents(axes, table, metadata);
        var roles = CubeRoles.Find([.. axes.Where(axis => axis != contents)], table, metadata);
        var selections = Selections(table, roles, contents, metadata);
        var periods = table.Periods.Of(roles.Time.Values);
        if (periods.Count == 0 && table.Periods.Only is not null)
        {
            return [];
        }

        if (periods.Count == 0)
        {
            throw JsonPayload.Unexpected(metadata, $"has none of the periods that {table.Place} asks for; it has {roles.Time.Values.FirstOrDefault()} to {roles.Time.Values.LastOrDefault()}");
        }

        var cellsAPeriod = selections.Aggregate(1L, (cells, s) => cells * (s.Values.Count == 0 ? s.Axis.Values.Count : s.Values.Count));
        var parts = periods.Chunk((int)Math.Max(1, maxCells / cellsAPeriod)).ToList();
        return [.. parts.Select((part, i) => new PayloadRequest(
            parts.Count == 1 ? table.Name + table.Ending : $"{table.Name}.part-{i + 1}{table.Ending}",
            url,
            body([.. selections, (roles.Time, part)], table.Format),
            CubeFormats.AcceptOf(table.Format)))];
    }

    /// <summary>What is asked of every variable but time; no values mean all.</summary>
    private static List<(CubeAxis Axis, IReadOnlyList<string> Values)> Selections(CubeTable table, CubeRoles roles, CubeAxis contents, LandedFile metadata)
    {
        var selections = new List<(CubeAxis, IReadOnlyList<string>)>
        {
            (roles.Area, table.Areas),
            (contents, [.. table.Measures.Values.Select(content => contents.Values[CubeRoles.PositionOf(content, contents.Values)])]),
        };
        selections.AddRange(table.Breakdowns.Zip(roles.Breakdowns, (b, axis) => (axis, Known([.. b.Members.Keys], axis, table, metadata))));
        foreach (var axis in roles.Others)
        {
            if (table.Fixed.FirstOrDefault(f => axis.IsCalled(f.Key)).Value is { } value)
            {
                selections.Add((axis, Known([value], axis, table, metadata)));
            }
            else if (!axis.MayBeLeftOut)
            {
                throw JsonPayload.Unexpected(
                    metadata, $"wants a value of variable '{axis.Code}', which {table.Place} does not fix; add fixed: {{{axis.Stem}: …}} with one of {string.Join(", ", axis.Values.Take(20))}");
            }
        }

        return selections;
    }

    private static IReadOnlyList<string> Known(IReadOnlyList<string> values, CubeAxis axis, CubeTable table, LandedFile metadata) =>
        values.Except(axis.Values).ToList() is { Count: > 0 } missing
            ? throw JsonPayload.Unexpected(
                metadata, $"has no value {string.Join(", ", missing.Select(m => $"'{m}'"))} of variable '{axis.Code}' ({table.Place}); it has {string.Join(", ", axis.Values.Take(20))}")
            : values;

    /// <summary>A query of the API's version 2; the format stands in the address.</summary>
    public static string Body2(IEnumerable<(CubeAxis Axis, IReadOnlyList<string> Values)> selections, string format) => new JsonObject
    {
        ["selection"] = new JsonArray([.. selections.Select(s => new JsonObject
        {
            ["variableCode"] = s.Axis.Code,
            ["valueCodes"] = new JsonArray([.. (s.Values.Count == 0 ? ["*"] : s.Values).Select(v => JsonValue.Create(v))]),
        })]),
    }.ToJsonString();

    /// <summary>A query of the API's version 1.</summary>
    public static string Body1(IEnumerable<(CubeAxis Axis, IReadOnlyList<string> Values)> selections, string format) => new JsonObject
    {
        ["query"] = new JsonArray([.. selections.Select(s => new JsonObject
        {
            ["code"] = s.Axis.Code,
            ["selection"] = new JsonObject
            {
                ["filter"] = s.Values.Count == 0 ? "all" : "item",
                ["values"] = new JsonArray([.. (s.Values.Count == 0 ? ["*"] : s.Values).Select(v => JsonValue.Create(v))]),
            },
        })]),
        ["response"] = new JsonObject { ["format"] = format },
    }.ToJsonString();
}
