using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Questions;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Publications;

namespace Insight.Api.Forecasts;

/// <summary>Reads the series that forecasts start from, out of the lake; the last few stay in memory, as they never change.</summary>
internal sealed class ForecastData(PublicationStore store) : IDisposable
{
    private const int MostKept = 6;

    private readonly DuckDBDataSource database = new("Data Source=:memory:;memory_limit=256MB;threads=1");
    private readonly Lock gate = new();
    private readonly LinkedList<(string Key, SliceSeries Series)> kept = [];

    /// <summary>All series of a question's slice with the members that it asks for.</summary>
    /// <exception cref="ForecastRefusal">The slice has no such members.</exception>
    public SliceSeries Of(ForecastQuestion question)
    {
        var key = question.Slice.File + "|" + string.Join('|', question.Members);
        lock (gate)
        {
            var found = kept.FirstOrDefault(k => k.Key == key);
            if (found.Series is null)
            {
                using var connection = database.OpenConnection();
                found = (key, SliceSeriesReader.Read(connection, store, question));
                kept.AddFirst(found);
                if (kept.Count > MostKept)
                {
                    kept.RemoveLast();
                }
            }

            return found.Series;
        }
    }

    /// <summary>Runs a query over files of the lake.</summary>
    public T Query<T>(Func<DuckDBConnection, T> query)
    {
        using var connection = database.OpenConnection();
        return query(connection);
    }

    /// <summary>Closes the database.</summary>
    public void Dispose() => database.Dispose();
}
