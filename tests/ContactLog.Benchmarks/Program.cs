using System.CommandLine;
using ContactLog.Benchmarks;

// Whole jobs, each measured once on data that went through the same classes as hers, each printing one line of JSON.
var root = new RootCommand("Measures whole jobs and prints one line of JSON for each. Build with -c Release.")
{
    ReportBenchmark.Create(),
    OpenCaseBenchmark.Create(),
    UploadBenchmark.Create(),
    CommitBenchmark.Create(),
    PagesBenchmark.Create(),
    ImportBenchmark.Create(),
    ReviewBenchmark.Create(),
};
return await root.Parse(args).InvokeAsync();
