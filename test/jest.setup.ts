// aws-cdk-lib's own linter costs seconds in every test file; one file turns it on and lints all examples
process.env.CDK_VALIDATION ??= 'false';
