using System.Collections.Frozen;

namespace Insight.Warehouse.Areas;

/// <summary>
/// An area's name as running text needs it, in one language. Stored (<c>figures/place-forms.csv</c>) and never derived: in Finnish the local
/// case of a municipality is a matter of local usage (Asikkalassa, Padasjoella), and so are islands in Swedish (på Kimitoön).
/// </summary>
/// <param name="Name">As in the middle of a sentence: Heinola, koko maa, de fyra kommunerna.</param>
/// <param name="Genitive">Heinolan, Heinolas, Heinola’s.</param>
/// <param name="In">Where: Heinolassa, i Heinola, in Heinola.</param>
/// <param name="From">Where from: Heinolasta, från Heinola, from Heinola.</param>
/// <param name="To">Where to: Heinolaan, till Heinola, to Heinola.</param>
public sealed record PlaceForms(string Name, string Genitive, string In, string From, string To)
{
    private const string Resource = "Insight.Warehouse.Areas.figures.place-forms.csv";
    private const int Columns = 7;

    private static readonly Lazy<FrozenDictionary<(string Area, string Language), PlaceForms>> Stored = new(Read);

    /// <summary>The stored forms of an area in a language (fi, sv, en); null where none are stored.</summary>
    public static PlaceForms? Of(string area, string language) => Stored.Value.GetValueOrDefault((area, language));

    private static FrozenDictionary<(string Area, string Language), PlaceForms> Read()
    {
        using var stream = typeof(PlaceForms).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var rows = new Dictionary<(string, string), PlaceForms>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.StartsWith("area,", StringComparison.Ordinal))
            {
                continue;
            }

            var row = line.Split(',');
            if (row.Length != Columns || !rows.TryAdd((row[0], row[1]), new(row[2], row[3], row[4], row[5], row[6])))
            {
                throw new FormatException($"place-forms.csv: '{line}' is not one row of {Columns} columns, once for an area and language.");
            }
        }

        return rows.ToFrozenDictionary();
    }
}
