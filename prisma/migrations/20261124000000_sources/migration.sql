-- Alone in its migration: PostgreSQL lets nobody use a new value in the transaction that adds it.

-- AlterEnum
ALTER TYPE "announcement_source" ADD VALUE 'oai';
ALTER TYPE "announcement_source" ADD VALUE 'listing';

-- AlterEnum
ALTER TYPE "record_source" ADD VALUE 'oai';
ALTER TYPE "record_source" ADD VALUE 'listing';
