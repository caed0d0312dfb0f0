using Insight.Warehouse.Tables;

namespace Insight.Warehouse.Arrow;

/// <summary>The schema of a table as Arrow's Schema.fbs writes it.</summary>
internal static class ArrowSchema
{
    private const byte IntType = 2, FloatType = 3, TextType = 5, FlagType = 6;
    private const short DoublePrecision = 2;

    /// <summary>Adds the schema; returns its offset.</summary>
    public static int Add(FlatBuffer flat, Table table)
    {
        var fields = flat.Offsets([.. table.Columns.Select(c => Field(flat, c))]);
        flat.BeginTable(4);
        flat.Reference(1, fields);
        flat.Short(0, 0);
        return flat.EndTable();
    }

    private static int Field(FlatBuffer flat, TableColumn column)
    {
        var name = flat.Text(column.Name);
        var (kind, type) = Type(flat, column);
        var children = flat.Offsets([]);
        flat.BeginTable(7);
        flat.Reference(0, name);
        flat.Reference(3, type);
        flat.Reference(5, children);
        flat.Byte(1, 1);
        flat.Byte(2, kind);
        return flat.EndTable();
    }

    private static (byte Kind, int Type) Type(FlatBuffer flat, TableColumn column)
    {
        flat.BeginTable(2);
        switch (column)
        {
            case NumberColumn:
                flat.Short(0, DoublePrecision);
                return (FloatType, flat.EndTable());
            case WholeColumn:
                flat.Int(0, 32);
                flat.Byte(1, 1);
                return (IntType, flat.EndTable());
            case TextColumn:
                return (TextType, flat.EndTable());
            default:
                return (FlagType, flat.EndTable());
        }
    }
}
