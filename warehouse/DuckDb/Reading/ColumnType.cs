using System.Numerics;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Reading;

/// <summary>DuckDB's logical type of a column, of a list's elements or of a struct's field.</summary>
internal sealed unsafe class ColumnType
{
    private readonly LogicalTypeHandle? enumType;
    private string[]? members;

    private ColumnType(LogicalTypeHandle handle)
    {
        Type = NativeMethods.TypeId(handle);
        Storage = Type;
        switch (Type)
        {
            case DuckDBType.Decimal:
                Storage = NativeMethods.DecimalStorage(handle);
                (Width, Scale) = (NativeMethods.DecimalWidth(handle), NativeMethods.DecimalScale(handle));
                break;
            case DuckDBType.Enum:
                Storage = NativeMethods.EnumStorage(handle);
                enumType = handle;
                break;
            case DuckDBType.List:
                Element = Take(NativeMethods.ListElementType(handle));
                break;
            case DuckDBType.Array:
                Element = Take(NativeMethods.ArrayElementType(handle));
                ArraySize = (int)NativeMethods.ArraySize(handle);
                break;
            case DuckDBType.Map:
                Fields = [("key", Take(NativeMethods.MapKeyType(handle))), ("value", Take(NativeMethods.MapValueType(handle)))];
                break;
            case DuckDBType.Struct:
                Fields = ReadFields(handle);
                break;
        }
    }

    public DuckDBType Type { get; }

    /// <summary>How values lie in a vector; differs from <see cref="Type"/> for DECIMAL and ENUM.</summary>
    public DuckDBType Storage { get; }

    /// <summary>Digits of a DECIMAL.</summary>
    public byte Width { get; }

    /// <summary>Digits after the point of a DECIMAL.</summary>
    public byte Scale { get; }

    /// <summary>Type of the elements of a LIST or ARRAY.</summary>
    public ColumnType? Element { get; }

    /// <summary>Number of elements of an ARRAY.</summary>
    public int ArraySize { get; }

    /// <summary>Fields of a STRUCT, or key and value of a MAP.</summary>
    public (string Name, ColumnType Type)[] Fields { get; } = [];

    /// <summary>The texts of an ENUM in the order of their codes; read when first asked for.</summary>
    public string[] Members => members ??= ReadMembers();

    /// <summary>The .NET type of the values that a reader gives.</summary>
    public Type ClrType => Type switch
    {
        DuckDBType.Boolean => typeof(bool),
        DuckDBType.TinyInt => typeof(sbyte),
        DuckDBType.SmallInt => typeof(short),
        DuckDBType.Integer => typeof(int),
        DuckDBType.BigInt => typeof(long),
        DuckDBType.UnsignedTinyInt => typeof(byte),
        DuckDBType.UnsignedSmallInt => typeof(ushort),
        DuckDBType.UnsignedInteger => typeof(uint),
        DuckDBType.UnsignedBigInt => typeof(ulong),
        DuckDBType.HugeInt or DuckDBType.UnsignedHugeInt => typeof(BigInteger),
        DuckDBType.Float => typeof(float),
        DuckDBType.Double => typeof(double),
        DuckDBType.Decimal => typeof(decimal),
        DuckDBType.Varchar or DuckDBType.Enum => typeof(string),
        DuckDBType.Blob => typeof(byte[]),
        DuckDBType.Uuid => typeof(Guid),
        DuckDBType.Date => typeof(DateOnly),
        DuckDBType.Time => typeof(TimeOnly),
        DuckDBType.Timestamp or DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.TimestampTz => typeof(DateTime),
        DuckDBType.Interval => typeof(DuckDBInterval),
        DuckDBType.List or DuckDBType.Array => typeof(List<>).MakeGenericType(Element!.ClrType),
        DuckDBType.Struct => typeof(Dictionary<string, object?>),
        DuckDBType.Map => typeof(Dictionary<object, object?>),
        _ => typeof(object),
    };

    /// <summary>The type as SQL writes it.</summary>
    public string SqlName => Type switch
    {
        DuckDBType.UnsignedTinyInt => "UTINYINT",
        DuckDBType.UnsignedSmallInt => "USMALLINT",
        DuckDBType.UnsignedInteger => "UINTEGER",
        DuckDBType.UnsignedBigInt => "UBIGINT",
        DuckDBType.UnsignedHugeInt => "UHUGEINT",
        DuckDBType.TimestampS => "TIMESTAMP_S",
        DuckDBType.TimestampMs => "TIMESTAMP_MS",
        DuckDBType.TimestampNs => "TIMESTAMP_NS",
        DuckDBType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        DuckDBType.TimeTz => "TIME WITH TIME ZONE",
        DuckDBType.Decimal => $"DECIMAL({Width},{Scale})",
        DuckDBType.List => Element!.SqlName + "[]",
        DuckDBType.Array => $"{Element!.SqlName}[{ArraySize}]",
        DuckDBType.SqlNull => "NULL",
        _ => Type.ToString().ToUpperInvariant(),
    };

    /// <summary>Reads a type and frees its handle.</summary>
    public static ColumnType Take(LogicalTypeHandle handle)
    {
        var type = new ColumnType(handle);
        if (type.enumType is null)
        {
            handle.Dispose();
        }

        return type;
    }

    private static (string Name, ColumnType Type)[] ReadFields(LogicalTypeHandle handle)
    {
        var fields = new (string, ColumnType)[NativeMethods.StructSize(handle)];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = (NativeText.Take(NativeMethods.StructFieldName(handle, (ulong)i)), Take(NativeMethods.StructFieldType(handle, (ulong)i)));
        }

        return fields;
    }

    private string[] ReadMembers()
    {
        if (enumType is null)
        {
            return [];
        }

        var texts = new string[NativeMethods.EnumSize(enumType)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = NativeText.Take(NativeMethods.EnumMember(enumType, (ulong)i));
        }

        return texts;
    }
}
