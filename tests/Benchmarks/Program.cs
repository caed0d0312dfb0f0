using Insight.Benchmarks.Forecast;
using Insight.Benchmarks.Computing;
using Insight.Benchmarks.Px;
using Insight.Benchmarks.Scale;
using Insight.Benchmarks.Staging;

return args switch
{
    ["indicators", .. var rest] => IndicatorsBenchmark.Run(rest),
    ["staging", .. var rest] => StagingBenchmark.Run(rest),
    ["scale", .. var rest] => await ScaleBenchmark.RunAsync(rest),
    ["serving", .. var rest] => await ScaleBenchmark.ServeAsync(rest),
    ["roll-back", .. var rest] => await RollBackBenchmark.RunAsync(rest),
    ["answers", .. var rest] => await AnswersBenchmark.RunAsync(rest),
    ["forecast", .. var rest] => ForecastBench.Run(rest),
    ["forecast-crossvalidate", .. var rest] => CrossValidation.Run(rest),
    ["forecast-municipalities"] => MunicipalPanel.Run(),
    ["forecast-backtest", .. var rest] => LakeBacktest.Run(rest),
    ["px", .. var rest] => PxBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- <benchmark> …");
    Console.Error.WriteLine("  scale [folder]                                   load, compute, publish and serve 11.1 million values");
    Console.Error.WriteLine("  serving [folder]                                 serve the values of 'scale' only");
    Console.Error.WriteLine("  answers [folder]                                 cold slices, 304s, columns, memory, export over the values of 'scale'");
    Console.Error.WriteLine("  roll-back [folder]                               go back and forth between two publications of the values of 'scale'");
    Console.Error.WriteLine("  indicators [folder] [named]                      compute every indicator for all municipalities and 24 years");
    Console.Error.WriteLine("  px                                               parse and stage a PX file of 1.2 MB");
    Console.Error.WriteLine("  staging [folder]                                 parse and stage a million rows of CSV, and a file of 200 MB");
    Console.Error.WriteLine("  forecast <input.csv> <output.csv> [--method ID]  forecasts of a bench file, with intervals");
    Console.Error.WriteLine("  forecast-crossvalidate <input.csv> [--method ID …]              accuracy inside the training values only");
    Console.Error.WriteLine("  forecast-municipalities                          309 municipalities, a rate with intervals, sums and futures");
    Console.Error.WriteLine("  forecast-backtest <data> <indicator> <frequency> <horizon> <origins> <area> …  published figures forecast as of earlier periods");
    return 2;
}
