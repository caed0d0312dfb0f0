using Insight.Api.Loads;
using Insight.Api.Server;
using Insight.Etl.Run;

try
{
    var builder = ApiServer.CreateBuilder(args);
    builder.AddLoads();
    var app = builder.Build();
    await app.PrepareAsync();
    app.UseInsight();
    app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Insight serves at {string.Join(", ", app.Urls)}"));
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (Faults.AreExpected(e))
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
