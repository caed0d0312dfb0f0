namespace Insight.Api.Facades.Px;

/// <summary>What a dimension of a table is.</summary>
internal enum PxRole
{
    /// <summary>Areas.</summary>
    Area,

    /// <summary>Members of a breakdown.</summary>
    Breakdown,

    /// <summary>The value and its parts.</summary>
    Measure,

    /// <summary>Periods, oldest first.</summary>
    Time,
}

/// <summary>A dimension ("variable") of a table.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Role">What it is.</param>
/// <param name="Values">Codes of its values, in order.</param>
/// <param name="Elimination">The value that stands for the dimension where nobody chooses; null where one must.</param>
internal sealed record PxDimension(string Code, PxRole Role, IReadOnlyList<string> Values, string? Elimination)
{
    private readonly Dictionary<string, int> indexes = Indexes(Values);

    /// <summary>Position of a value by its code in any case; -1 where there is none.</summary>
    public int IndexOf(string value) => indexes.GetValueOrDefault(value, -1);

    private static Dictionary<string, int> Indexes(IReadOnlyList<string> values)
    {
        var indexes = new Dictionary<string, int>(values.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (index, value) in values.Index())
        {
            indexes.TryAdd(value, index);
        }

        return indexes;
    }
}
