using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;

namespace Insight.Etl.Sources.PxFile;

/// <summary>Which row of the full table a row of a file with KEYS is: each variable of the stub is named by code or by value, as its KEYS say.</summary>
internal sealed class PxKeys
{
    private readonly LandedFile file;
    private readonly IReadOnlyList<string> stub;
    private readonly List<Dictionary<string, int>> positions = [];

    /// <summary>The keys of a file.</summary>
    /// <exception cref="PayloadException">A variable of the stub has no KEYS.</exception>
    public PxKeys(PxHead head, LandedFile file, IReadOnlyList<string> stub, IReadOnlyList<CubeAxis> axes)
    {
        (this.file, this.stub) = (file, stub);
        for (var i = 0; i < stub.Count; i++)
        {
            var texts = head.Text("KEYS", stub[i]) switch
            {
                "VALUES" => head.Needed("VALUES", stub[i]),
                "CODES" => head.Find("CODES", stub[i]) ?? head.Needed("VALUES", stub[i]),
                var other => throw JsonPayload.Unexpected(file, $"has KEYS(\"{stub[i]}\")={other ?? "nothing"}; CODES or VALUES belongs there for every variable of the stub"),
            };
            positions.Add(texts.Take(axes[i].Values.Count).Select((text, p) => (text, p)).DistinctBy(x => x.text).ToDictionary(x => x.text, x => x.p, StringComparer.Ordinal));
        }
    }

    /// <summary>Position of a row, from 0.</summary>
    /// <exception cref="PayloadException">A key is no value of its variable.</exception>
    public long RowOf(string[] key)
    {
        var row = 0L;
        for (var i = 0; i < key.Length; i++)
        {
            row = (row * positions[i].Count) + (positions[i].TryGetValue(key[i], out var position)
                ? position
                : throw JsonPayload.Unexpected(file, $"has a row of '{key[i]}', which is no value of variable '{stub[i]}'"));
        }

        return row;
    }
}
