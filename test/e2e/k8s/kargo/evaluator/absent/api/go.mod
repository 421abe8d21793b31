module github.com/akuity/kargo/api

go 1.26.0
