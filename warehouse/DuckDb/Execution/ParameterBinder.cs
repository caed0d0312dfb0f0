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
    /// <exception cref="InvalidOperationException">A parameter of the statement has no value.</exception>
    /// <exception cref="DuckDBException">DuckDB refuses a value.</exception>
    public static void Bind(PreparedStatementHandle statement, DuckDBParameterCollection parameters, string sql)
    {
        var count = NativeMethods.ParameterCount(statement);
        for (var i = 1UL; i <= count; i++)
        {
            var name = NativeText.Take(NativeMethods.ParameterName(statement, i));
            var parameter = Find(parameters, name) ?? throw new InvalidOperationException(Missing(parameters, name));
            using var value = ParameterValue.Create(parameter.Value, () => NativeMethods.ParameterType(statement, i), name);
            if (NativeMethods.BindValue(statement, i, value) != DuckDBState.Success)
            {
                throw DuckDBException.Parse(NativeText.Read(NativeMethods.PrepareError(statement)), sql);
            }
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
