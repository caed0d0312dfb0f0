using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;

namespace Insight.Etl.Sources.StatFin;

/// <summary>
/// Reads PxWeb's own <c>csv</c>: columns of the variables in the stub, and a column for each combination of the others, headed by their texts
/// (<c>2019 Väestö 31.12.</c>). It holds texts, not codes; they are looked up among the variables of the table, and a text that several values
/// share stays as it is and goes to quarantine.
/// </summary>
internal static class PxCsvFormat
{
    /// <summary>The figures of an answer.</summary>
    /// <param name="file">The answer.</param>
    /// <param name="variables">The variables of the table, with texts.</param>
    /// <exception cref="PayloadException">The payload is not in this format, or not of this table.</exception>
    public static Cube Read(LandedFile file, IReadOnlyList<CubeAxis> variables)
    {
        var (header, rows) = CubeCsv.Read(file);
        var stub = header.Select(name => variables.FirstOrDefault(axis => axis.IsCalled(name.Trim()))).TakeWhile(axis => axis is not null).Select(axis => axis!).ToList();
        var heads = header.Skip(stub.Count).Select(text => HeadOf(text.Trim(), [.. variables.Except(stub)])
            ?? throw JsonPayload.Unexpected(file, $"has the column '{text}', which is no combination of values of {string.Join(", ", variables.Except(stub).Select(v => v.Code))}")).ToList();
        var heading = heads.FirstOrDefault()?.Keys.ToList() ?? [];
        if (heads.Count == 0 || heads.Exists(head => !head.Keys.ToHashSet().SetEquals(heading)))
        {
            throw JsonPayload.Unexpected(file, "has no columns of figures, or columns of different variables");
        }

        var texts = stub.Select(Texts).ToList();
        var observations = rows.SelectMany(row => heads.Select((head, column) => new CubeObservation(
            row.Line,
            [.. stub.Select((_, i) => texts[i].GetValueOrDefault(row.Fields[i].Trim(), row.Fields[i].Trim())), .. heading.Select(axis => head[axis])],
            CubeFigure.OfText(row.Fields[stub.Count + column].Trim())))).ToList();
        return CubeObservations.Gather(file, [.. stub.Concat(heading).Select((axis, i) => Used(axis, observations, i))], observations);
    }

    /// <summary>The variable with the values that the payload has, in their order.</summary>
    private static CubeAxis Used(CubeAxis axis, List<CubeObservation> observations, int place)
    {
        var values = observations.Select(o => o.Key[place]).Distinct(StringComparer.Ordinal).ToList();
        return axis with { Values = values, Labels = [.. values.Select(code => axis.LabelAt(axis.PositionOf(code)) ?? code)] };
    }

    /// <summary>Code by text; by itself where no text says the same. Texts of several values are left out.</summary>
    private static Dictionary<string, string> Texts(CubeAxis axis)
    {
        var byText = axis.Values.Zip(axis.Labels).GroupBy(v => v.Second.Trim(), v => v.First, StringComparer.Ordinal).ToList();
        var codes = byText.Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single(), StringComparer.Ordinal);
        foreach (var code in axis.Values.Where(code => !byText.Exists(g => g.Key == code)))
        {
            codes.TryAdd(code, code);
        }

        return codes;
    }

    /// <summary>A value for each variable whose texts, in any order and parted by blanks, make up a column's head; null where there is no such combination.</summary>
    private static Dictionary<CubeAxis, string>? HeadOf(string text, IReadOnlyList<CubeAxis> variables)
    {
        if (text.Length == 0)
        {
            return [];
        }

        foreach (var axis in variables)
        {
            foreach (var (known, code) in Texts(axis).Where(t => text.StartsWith(t.Key, StringComparison.Ordinal) && (text.Length == t.Key.Length || text[t.Key.Length] == ' ')))
            {
                if (HeadOf(text[known.Length..].TrimStart(), [.. variables.Where(other => other != axis)]) is { } rest)
                {
                    return new Dictionary<CubeAxis, string>(rest) { [axis] = code };
                }
            }
        }

        return null;
    }
}
