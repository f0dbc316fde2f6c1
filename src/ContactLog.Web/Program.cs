using ContactLog.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSite();
builder.Services.AddRazorPages();
var app = builder.Build();
app.UseSite();
app.UseRouting();
app.MapRazorPages();
await app.RunAsync();
