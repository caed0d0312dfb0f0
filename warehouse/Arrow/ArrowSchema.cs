using Insight.Warehouse.Tables;

namespace Insight.Warehouse.Arrow;

/// <summary>The schema of a table as Arrow's Schema.fbs writes it.</summary>
internal static class ArrowSchema
{
    private const byte IntType = 2, FloatType = 3, TextType = 5, FlagType = 6;
    private const short DoublePrecision = 2;

    /// <summary>Adds the schema; returns its offset.</summary>
    public static int Add(FlatBuffer flat, Table table, IReadOnlyDictionary<string, string> metadata)
    {
        var fields = flat.Offsets([.. table.Columns.Select((column, id) => Field(flat, column, id))]);
        var pairs = flat.Offsets([.. metadata.Select(pair => Pair(flat, pair.Key, pair.Value))]);
        flat.BeginTable(4);
        flat.Reference(1, fields);
        flat.Reference(2, pairs);
        flat.Short(0, 0);
        return flat.EndTable();
    }

    private static int Pair(FlatBuffer flat, string key, string value)
    {
        var (first, second) = (flat.Text(key), flat.Text(value));
        flat.BeginTable(2);
        flat.Reference(0, first);
        flat.Reference(1, second);
        return flat.EndTable();
    }

    private static int Field(FlatBuffer flat, TableColumn column, int id)
    {
        var name = flat.Text(column.Name);
        var (kind, type) = Type(flat, column);
        var dictionary = column is CodedColumn ? Dictionary(flat, id) : 0;
        var children = flat.Offsets([]);
        flat.BeginTable(7);
        flat.Reference(0, name);
        flat.Reference(3, type);
        if (dictionary != 0)
        {
            flat.Reference(4, dictionary);
        }

        flat.Reference(5, children);
        flat.Byte(1, 1);
        flat.Byte(2, kind);
        return flat.EndTable();
    }

    /// <summary>DictionaryEncoding: the dictionary's id, and indices of 32 bits.</summary>
    private static int Dictionary(FlatBuffer flat, int id)
    {
        var index = Whole(flat);
        flat.BeginTable(4);
        flat.Long(0, id);
        flat.Reference(1, index);
        return flat.EndTable();
    }

    private static int Whole(FlatBuffer flat)
    {
        flat.BeginTable(2);
        flat.Int(0, 32);
        flat.Byte(1, 1);
        return flat.EndTable();
    }

    private static (byte Kind, int Type) Type(FlatBuffer flat, TableColumn column)
    {
        switch (column)
        {
            case WholeColumn:
                return (IntType, Whole(flat));
            case NumberColumn:
                flat.BeginTable(2);
                flat.Short(0, DoublePrecision);
                return (FloatType, flat.EndTable());
            default:
                flat.BeginTable(2);
                return (column is TextColumn or CodedColumn ? TextType : FlagType, flat.EndTable());
        }
    }
}
