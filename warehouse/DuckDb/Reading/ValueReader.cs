using System.Collections;
using System.Numerics;
using System.Text;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Reading;

/// <summary>Reads one value of a column as the .NET object that a data reader gives.</summary>
internal static class ValueReader
{
    /// <summary>The value, or null.</summary>
    public static object? Read(in ColumnVector column, long row) => column.IsNull(row) ? null : ReadPresent(column, row);

    /// <summary>A VARCHAR or ENUM.</summary>
    public static string Text(in ColumnVector column, long row) => column.Type.Type == DuckDBType.Enum
        ? column.Type.Members[EnumCode(column, row)]
        : Encoding.UTF8.GetString(column.Bytes(row));

    /// <summary>A DATE.</summary>
    /// <exception cref="InvalidCastException">It is infinite or outside of the years 1 to 9999.</exception>
    public static DateOnly Date(in ColumnVector column, long row)
    {
        var day = (long)column.At<int>(row) + Epoch.Days;
        return day >= 0 && day <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)day)
            : throw new InvalidCastException("A DATE is infinite or outside of the years 1 to 9999; cast it to VARCHAR in the query.");
    }

    /// <summary>A TIMESTAMP of any precision as written, a TIMESTAMPTZ as UTC.</summary>
    /// <exception cref="InvalidCastException">It is infinite or outside of the years 1 to 9999.</exception>
    public static DateTime Timestamp(in ColumnVector column, long row)
    {
        var stored = (Int128)column.At<long>(row);
        var ticks = Epoch.Ticks + column.Type.Type switch
        {
            DuckDBType.TimestampS => stored * TimeSpan.TicksPerSecond,
            DuckDBType.TimestampMs => stored * TimeSpan.TicksPerMillisecond,
            DuckDBType.TimestampNs => stored / 100,
            _ => stored * TimeSpan.TicksPerMicrosecond,
        };
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, column.Type.Type == DuckDBType.TimestampTz ? DateTimeKind.Utc : DateTimeKind.Unspecified)
            : throw new InvalidCastException("A TIMESTAMP is infinite or outside of the years 1 to 9999; cast it to VARCHAR in the query.");
    }

    /// <summary>A TIME; 24:00 becomes the last tick of the day.</summary>
    public static TimeOnly Time(in ColumnVector column, long row) =>
        new(Math.Min(column.At<long>(row) * TimeSpan.TicksPerMicrosecond, TimeOnly.MaxValue.Ticks));

    /// <summary>A UUID; DuckDB keeps it as a number with the first bit turned.</summary>
    public static Guid Uuid(in ColumnVector column, long row)
    {
        var bits = (UInt128)NumberReader.HugeInt(column, row) ^ (UInt128.One << 127);
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The code of an ENUM's member, from 0.</summary>
    public static int EnumCode(in ColumnVector column, long row) => column.Type.Storage switch
    {
        DuckDBType.UnsignedTinyInt => column.At<byte>(row),
        DuckDBType.UnsignedSmallInt => column.At<ushort>(row),
        _ => (int)column.At<uint>(row),
    };

    /// <summary>An INTERVAL.</summary>
    public static DuckDBInterval Interval(in ColumnVector column, long row)
    {
        var interval = column.At<NativeInterval>(row);
        return new DuckDBInterval(interval.Months, interval.Days, interval.Micros);
    }

    private static object ReadPresent(in ColumnVector column, long row) => column.Type.Type switch
    {
        DuckDBType.Boolean => column.At<byte>(row) != 0,
        DuckDBType.TinyInt => column.At<sbyte>(row),
        DuckDBType.SmallInt => column.At<short>(row),
        DuckDBType.Integer => column.At<int>(row),
        DuckDBType.BigInt => column.At<long>(row),
        DuckDBType.UnsignedTinyInt => column.At<byte>(row),
        DuckDBType.UnsignedSmallInt => column.At<ushort>(row),
        DuckDBType.UnsignedInteger => column.At<uint>(row),
        DuckDBType.UnsignedBigInt => column.At<ulong>(row),
        DuckDBType.HugeInt => (BigInteger)NumberReader.HugeInt(column, row),
        DuckDBType.UnsignedHugeInt => (BigInteger)NumberReader.UnsignedHugeInt(column, row),
        DuckDBType.Float => column.At<float>(row),
        DuckDBType.Double => column.At<double>(row),
        DuckDBType.Decimal => NumberReader.Decimal(column, row),
        DuckDBType.Varchar or DuckDBType.Enum => Text(column, row),
        DuckDBType.Blob => column.Bytes(row).ToArray(),
        DuckDBType.Uuid => Uuid(column, row),
        DuckDBType.Date => Date(column, row),
        DuckDBType.Time => Time(column, row),
        DuckDBType.Timestamp or DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.TimestampTz => Timestamp(column, row),
        DuckDBType.Interval => Interval(column, row),
        DuckDBType.List or DuckDBType.Array => ReadList(column, row),
        DuckDBType.Struct => ReadStruct(column, row),
        DuckDBType.Map => ReadMap(column, row),
        _ => throw new NotSupportedException($"Values of type {column.Type.SqlName} are not read; cast the column to VARCHAR in the query."),
    };

    private static IList ReadList(in ColumnVector column, long row)
    {
        var element = column.Type.Element!;
        var elements = column.Elements(element);
        var (start, length) = Range(column, row);
        var hasNull = false;
        for (var i = start; i < start + length; i++)
        {
            hasNull |= elements.IsNull(i);
        }

        var type = hasNull && element.ClrType.IsValueType ? typeof(Nullable<>).MakeGenericType(element.ClrType) : element.ClrType;
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type), (int)length)!;
        for (var i = start; i < start + length; i++)
        {
            list.Add(Read(elements, i));
        }

        return list;
    }

    private static (long Start, long Length) Range(in ColumnVector column, long row)
    {
        if (column.Type.Type == DuckDBType.Array)
        {
            return (row * column.Type.ArraySize, column.Type.ArraySize);
        }

        var entry = column.At<NativeListEntry>(row);
        return ((long)entry.Offset, (long)entry.Length);
    }

    private static Dictionary<string, object?> ReadStruct(in ColumnVector column, long row)
    {
        var fields = new Dictionary<string, object?>(column.Type.Fields.Length, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < column.Type.Fields.Length; i++)
        {
            fields[column.Type.Fields[i].Name] = Read(column.Field(i), row);
        }

        return fields;
    }

    private static Dictionary<object, object?> ReadMap(in ColumnVector column, long row)
    {
        var (start, length) = Range(column, row);
        var (keys, values) = (column.Entries(0), column.Entries(1));
        var map = new Dictionary<object, object?>((int)length);
        for (var i = start; i < start + length; i++)
        {
            map[ReadPresent(keys, i)] = Read(values, i);
        }

        return map;
    }
}
