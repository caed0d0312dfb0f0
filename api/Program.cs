using Insight.Api.Server;

var builder = ApiServer.CreateBuilder(args);
var app = builder.Build();
app.UseInsight();
await app.RunAsync();
