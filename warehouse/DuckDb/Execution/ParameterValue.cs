using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Execution;

/// <summary>Turns .NET values into DuckDB's.</summary>
internal static unsafe class ParameterValue
{
    private const int MaximumDecimalWidth = 38;
    private const double ExactInDouble = 9_007_199_254_740_992;

    /// <summary>DuckDB's value for a .NET value.</summary>
    /// <param name="value">The value; null and DBNull are NULL.</param>
    /// <param name="wanted">The type that the statement wants, where it matters.</param>
    /// <param name="name">Name of the parameter, for messages.</param>
    /// <exception cref="NotSupportedException">DuckDB has no type for it.</exception>
    public static ValueHandle Create(object? value, Func<DuckDBType> wanted, string name) => value switch
    {
        null or DBNull => NativeMethods.CreateNull(),
        string text => Text(text),
        int number => Integer(number, DuckDBType.Integer, wanted()),
        long number => Integer(number, DuckDBType.BigInt, wanted()),
        double number => NativeMethods.CreateDouble(number),
        bool flag => NativeMethods.CreateBool(flag),
        sbyte number => Integer(number, DuckDBType.TinyInt, wanted()),
        byte number => Integer(number, DuckDBType.UnsignedTinyInt, wanted()),
        short number => Integer(number, DuckDBType.SmallInt, wanted()),
        ushort number => Integer(number, DuckDBType.UnsignedSmallInt, wanted()),
        uint number => Integer(number, DuckDBType.UnsignedInteger, wanted()),
        ulong number => NativeMethods.CreateUInt64(number),
        Int128 number => NativeMethods.CreateHugeInt(NativeHugeInt.From(number)),
        UInt128 number => NativeMethods.CreateUHugeInt(NativeUHugeInt.From(number)),
        BigInteger number => Big(number, name),
        float number => NativeMethods.CreateFloat(number),
        decimal number => Decimal(number),
        DateOnly date => NativeMethods.CreateDate(date.DayNumber - Epoch.Days),
        TimeOnly time => NativeMethods.CreateTime(time.Ticks / TimeSpan.TicksPerMicrosecond),
        DateTime time => wanted() == DuckDBType.TimestampTz
            ? NativeMethods.CreateTimestampTz(Epoch.UtcMicros(time))
            : NativeMethods.CreateTimestamp(Epoch.Micros(time)),
        DateTimeOffset time => NativeMethods.CreateTimestampTz(Epoch.Micros(time.UtcDateTime)),
        TimeSpan length => Interval(DuckDBInterval.From(length)),
        DuckDBInterval interval => Interval(interval),
        Guid id => Uuid(id),
        byte[] bytes => Blob(bytes),
        char letter => Text(letter.ToString()),
        Enum member => Text(member.ToString()),
        IEnumerable list => List(list, name),
        _ => throw new NotSupportedException(
            $"Parameter ${name} is a {value.GetType().Name}, for which DuckDB has no type; pass a number, a text, a date or time, a Guid, bytes or a list of these."),
    };

    /// <summary>
    /// An integer of the type that the statement wants if it fits, else of its own: a value of another type makes DuckDB plan the statement anew,
    /// which takes longer than to run a small one.
    /// </summary>
    private static ValueHandle Integer(long number, DuckDBType own, DuckDBType wanted) => wanted switch
    {
        DuckDBType.TinyInt when number == (sbyte)number => NativeMethods.CreateInt8((sbyte)number),
        DuckDBType.SmallInt when number == (short)number => NativeMethods.CreateInt16((short)number),
        DuckDBType.Integer when number == (int)number => NativeMethods.CreateInt32((int)number),
        DuckDBType.BigInt => NativeMethods.CreateInt64(number),
        DuckDBType.HugeInt => NativeMethods.CreateHugeInt(NativeHugeInt.From(number)),
        DuckDBType.UnsignedTinyInt when number == (byte)number => NativeMethods.CreateUInt8((byte)number),
        DuckDBType.UnsignedSmallInt when number == (ushort)number => NativeMethods.CreateUInt16((ushort)number),
        DuckDBType.UnsignedInteger when number == (uint)number => NativeMethods.CreateUInt32((uint)number),
        DuckDBType.UnsignedBigInt when number >= 0 => NativeMethods.CreateUInt64((ulong)number),
        DuckDBType.Double when Math.Abs((double)number) <= ExactInDouble => NativeMethods.CreateDouble(number),
        _ when wanted != own && own != DuckDBType.Invalid => Integer(number, DuckDBType.Invalid, own),
        _ => NativeMethods.CreateInt64(number),
    };

    private static ValueHandle Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
        {
            byte empty = 0;
            return NativeMethods.CreateVarchar(start == null ? &empty : start, (ulong)bytes.Length);
        }
    }

    private static ValueHandle Blob(byte[] bytes)
    {
        fixed (byte* start = bytes)
        {
            byte empty = 0;
            return NativeMethods.CreateBlob(start == null ? &empty : start, (ulong)bytes.Length);
        }
    }

    private static ValueHandle Big(BigInteger number, string name)
    {
        if (number >= (BigInteger)Int128.MinValue && number <= (BigInteger)Int128.MaxValue)
        {
            return NativeMethods.CreateHugeInt(NativeHugeInt.From((Int128)number));
        }

        return number.Sign > 0 && number <= (BigInteger)UInt128.MaxValue
            ? NativeMethods.CreateUHugeInt(NativeUHugeInt.From((UInt128)number))
            : throw new OverflowException($"Parameter ${name} is {number}, which does not fit into HUGEINT; pass it as text and cast it in the query.");
    }

    private static ValueHandle Decimal(decimal number)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        var magnitude = new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        var digits = (byte)magnitude.ToString(CultureInfo.InvariantCulture).Length;
        return NativeMethods.CreateDecimal(new NativeDecimal
        {
            Width = Math.Min((byte)MaximumDecimalWidth, Math.Max(digits, (byte)(number.Scale + 1))),
            Scale = number.Scale,
            Value = NativeHugeInt.From(decimal.IsNegative(number) ? -(Int128)magnitude : (Int128)magnitude),
        });
    }

    private static ValueHandle Interval(DuckDBInterval interval) =>
        NativeMethods.CreateInterval(new NativeInterval { Months = interval.Months, Days = interval.Days, Micros = interval.Micros });

    private static ValueHandle Uuid(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return NativeMethods.CreateUuid(NativeUHugeInt.From(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes)));
    }

    private static ValueHandle List(IEnumerable items, string name)
    {
        var values = new List<ValueHandle>();
        try
        {
            object? sample = null;
            var (sampleAt, scale) = (0, 0);
            foreach (var item in items)
            {
                (sample, sampleAt) = sample is null ? (item, values.Count) : (sample, sampleAt);
                scale = item is decimal number ? Math.Max(scale, number.Scale) : scale;
                values.Add(Create(item, () => DuckDBType.Invalid, name));
            }

            return sample switch
            {
                null => OwnedList(NativeMethods.CreateLogicalType(DuckDBType.SqlNull), values),
                decimal => OwnedList(NativeMethods.CreateDecimalType(MaximumDecimalWidth, (byte)scale), values),
                _ => List(NativeMethods.ValueType(values[sampleAt]), values),
            } is { IsInvalid: false } list
                ? list
                : throw new NotSupportedException($"Parameter ${name} is a list whose elements have no type in common; pass elements of one type.");
        }
        finally
        {
            values.ForEach(v => v.Dispose());
        }
    }

    private static ValueHandle OwnedList(LogicalTypeHandle elementType, List<ValueHandle> values)
    {
        using (elementType)
        {
            return List(elementType.DangerousGetHandle(), values);
        }
    }

    private static ValueHandle List(nint elementType, List<ValueHandle> values)
    {
        // One more than needed: DuckDB takes no null pointer for an empty list.
        var pointers = new nint[values.Count + 1];
        for (var i = 0; i < values.Count; i++)
        {
            pointers[i] = values[i].DangerousGetHandle();
        }

        fixed (nint* first = pointers)
        {
            return NativeMethods.CreateList(elementType, first, (ulong)values.Count);
        }
    }
}
