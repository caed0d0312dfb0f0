using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Reading;

/// <summary>Names and types of a result's columns.</summary>
internal sealed record QueryColumns(string[] Names, ColumnType[] Types)
{
    /// <summary>Place of a column by name: exactly, else without regard to case.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public int Ordinal(string name)
    {
        var exact = Array.IndexOf(Names, name);
        var ordinal = exact >= 0 ? exact : Array.FindIndex(Names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        return ordinal >= 0
            ? ordinal
            : throw new IndexOutOfRangeException($"The result has no column '{name}'; its columns are {string.Join(", ", Names)}.");
    }

    internal static unsafe QueryColumns Read(ResultHandle result)
    {
        var names = new string[NativeMethods.ColumnCount(result.Pointer)];
        var types = new ColumnType[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = NativeText.Read(NativeMethods.ColumnName(result.Pointer, (ulong)i));
            types[i] = ColumnType.Take(NativeMethods.ColumnType(result.Pointer, (ulong)i));
        }

        return new QueryColumns(names, types);
    }
}
