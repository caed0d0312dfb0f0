using System.Globalization;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Execution;

/// <summary>Gives the parameters of a prepared statement their values.</summary>
internal static unsafe class ParameterBinder
{
    /// <summary>Binds every parameter of the statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="parameters">Values by name or place.</param>
    /// <param name="sql">The command text, for messages.</param>
    /// <exception cref="InvalidOperationException">A parameter of the statement has no value, or a value without name has no place in it.</exception>
    /// <exception cref="DuckDBException">DuckDB refuses a value.</exception>
    public static void Bind(PreparedStatementHandle statement, DuckDBParameterCollection parameters, string sql)
    {
        var wanted = (int)NativeMethods.ParameterCount(statement);
        var (found, byPlace) = (0, 0);

        // Where a statement has $2 but no $1, the places have gaps.
        for (var place = 1; found < wanted && place <= wanted + parameters.Count; place++)
        {
            var name = NativeText.Take(NativeMethods.ParameterName(statement, (ulong)place));
            if (name.Length > 0)
            {
                var parameter = Find(parameters, name) ?? throw new InvalidOperationException(Missing(parameters, name));
                Bind(statement, place, name, parameter.Value, sql);
                found++;
                byPlace += parameter.ParameterName.Length == 0 ? 1 : 0;
            }
        }

        CheckAllUsed(parameters, found, byPlace);
    }

    private static void Bind(PreparedStatementHandle statement, int place, string name, object? value, string sql)
    {
        using var native = ParameterValue.Create(value, () => NativeMethods.ParameterType(statement, (ulong)place), name);
        if (NativeMethods.BindValue(statement, (ulong)place, native) != DuckDBState.Success)
        {
            throw DuckDBException.Parse(NativeText.Read(NativeMethods.PrepareError(statement)), sql);
        }
    }

    /// <summary>DuckDB counts <c>?</c> anew in every statement; values that would silently go unused or be used twice are refused.</summary>
    private static void CheckAllUsed(DuckDBParameterCollection parameters, int found, int byPlace)
    {
        var unnamed = parameters.Cast<DuckDBParameter>().Count(p => p.ParameterName.Length == 0);
        if (found > 0 && byPlace < unnamed)
        {
            throw new InvalidOperationException(
                $"The command has {unnamed} parameters without name, but a statement of it takes {byPlace}; remove what is too many. " +
                "In a text of several statements ? counts from the first parameter in each of them: use named parameters there.");
        }
    }

    private static DuckDBParameter? Find(DuckDBParameterCollection parameters, string name)
    {
        var index = parameters.IndexOf(name);
        if (index >= 0)
        {
            return parameters[index];
        }

        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place <= parameters.Count
            ? parameters[place - 1]
            : null;
    }

    private static string Missing(DuckDBParameterCollection parameters, string name)
    {
        var given = parameters.Count == 0 ? "none" : string.Join(", ", parameters.Cast<DuckDBParameter>().Select((p, i) => p.ParameterName is { Length: > 0 } n ? "$" + n : $"${i + 1}"));
        return $"The statement's parameter ${name} has no value (given: {given}); add a DuckDBParameter for it to the command's Parameters.";
    }
}
